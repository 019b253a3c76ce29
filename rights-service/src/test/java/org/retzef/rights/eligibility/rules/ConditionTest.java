package org.retzef.rights.eligibility.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class ConditionTest {

  private final JsonMapper json = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"fact":"person.age","op":"gte","value":20,"unit":"years"}""",
        """
        {"fact":"person.monthlyIncome","op":"lte","value":15826.5,"unit":"ILS/month"}""",
        """
        {"fact":"child.schoolGrade","op":"in","value":["K","1"]}""",
        """
        {"fact":"child.age","op":"between","value":[6,18]}""",
        """
        {"fact":"household.income","op":"lteTableByHouseholdSize","value":{"1":[[2889,80],[3322,60]]}}""",
        """
        {"anyOf":[[{"fact":"a.b","op":"eq","value":true}],[{"fact":"a.c","op":"ne","value":"X"},{"anyOf":[[{"fact":"a.d","op":"gt","value":0}],[{"fact":"a.e","op":"lt","value":1}]]}]]}"""
      })
  void isWrittenAsItWasRead(String written) {
    Condition condition = json.readValue(written, Condition.class);
    assertThat(json.readTree(json.writeValueAsString(condition))).isEqualTo(json.readTree(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"fact":"person.age","op":"resembles","value":20}""",
        """
        {"fact":"person.age","op":"gte","value":"20"}""",
        """
        {"fact":"person.age","op":"gte"}""",
        """
        {"op":"gte","value":20}""",
        """
        {"fact":"person.age","value":20}""",
        """
        {"fact":"child.age","op":"between","value":[6]}""",
        """
        {"fact":"child.age","op":"in","value":[[6]]}""",
        """
        {"fact":"household.income","op":"lteFormulaByHouseholdSize","value":{"base":67}}""",
        """
        {"anyOf":[[{"fact":"a.b","op":"eq","value":true}]]}""",
        """
        {"anyOf":[[{"fact":"a.b","op":"eq","value":true}],[]]}""",
        """
        {"anyOf":[[{"fact":"a.b","op":"eq","value":true}],[{"fact":"a.b","op":"resembles","value":1}]]}"""
      })
  void refusesWhatNobodyCouldDecide(String written) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> json.readValue(written, Condition.class));
  }
}
