package org.retzef.rights.eligibility.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.rights.eligibility.rules.RuleFixtures.faultsOf;

import org.junit.jupiter.api.Test;

class RuleCompilerTest {

  @Test
  void takesARuleThatCompiles() {
    assertThat(
            faultsOf(
                """
                [{"fact":"person.age","op":"gte","value":20,"unit":"years"},
                 {"name":"fewerMonths","expression":"person.monthsSinceAliyah <= person.residentMonthsContinuous"}]"""))
        .isEmpty();
  }

  @Test
  void namesThePlaceWhereARuleDoesNotCompile() {
    assertThat(faultsOf("[" + written("person.age >=") + "]"))
        .containsExactly(new RuleFault("conditions[0]", "rule-does-not-compile", 1, 14));
    assertThat(faultsOf("[" + written("true") + "," + written("person.age >= \\\"x\\\"") + "]"))
        .containsExactly(new RuleFault("conditions[1]", "rule-does-not-compile", 1, 12));
    assertThat(faultsOf("[" + written("person.age + 1.0") + "]"))
        .extracting(RuleFault::code)
        .containsExactly("rule-does-not-compile");
  }

  @Test
  void refusesAFactThatIsNotDeclared() {
    assertThat(faultsOf("[" + written("person.shoeSize > 40.0") + "]"))
        .extracting(RuleFault::code)
        .contains("fact-unknown");
    assertThat(
            faultsOf(
                """
                [{"anyOf":[[{"fact":"person.isResident","op":"eq","value":true}],
                           [{"fact":"person.shoeSize","op":"gt","value":40}]]}]"""))
        .containsExactly(RuleFault.at("conditions[0].anyOf[1][0].fact", "fact-unknown"));
  }

  @Test
  void refusesToMixUnits() {
    assertThat(
            faultsOf(
                """
                [{"fact":"person.age","op":"gte","value":216,"unit":"months"}]"""))
        .containsExactly(RuleFault.at("conditions[0].unit", "unit-mixed"));
    assertThat(
            faultsOf(
                """
                [{"fact":"person.age","op":"gte","value":18}]"""))
        .containsExactly(RuleFault.at("conditions[0].unit", "unit-mixed"));
    assertThat(faultsOf("[" + written("child.age < child.ageMonths") + "]"))
        .containsExactly(new RuleFault("conditions[0]", "unit-mixed", 1, 11));
    assertThat(faultsOf("[" + written("person.vehicleValue + person.monthlyIncome < 9.0") + "]"))
        .extracting(RuleFault::code)
        .containsExactly("unit-mixed");
  }

  @Test
  void refusesALoop() {
    assertThat(faultsOf("[" + written("person.receivesBenefits.exists(b, b == \\\"X\\\")") + "]"))
        .extracting(RuleFault::code)
        .contains("rule-loops");
  }

  @Test
  void refusesWhatWouldCostEveryHouseholdTooMuch() {
    String all = "true" + " && true".repeat(210);
    assertThat(faultsOf("[" + written(all) + "]"))
        .extracting(RuleFault::code)
        .contains("rule-too-costly");
    assertThat(faultsOf("[" + written("person.sex.matches(\\\"(a+)+\\\")") + "]"))
        .extracting(RuleFault::code)
        .containsExactly("rule-function-not-allowed");
    assertThat(faultsOf("[" + written("(".repeat(60) + "true" + ")".repeat(60)) + "]"))
        .extracting(RuleFault::code)
        .containsExactly("rule-does-not-compile");
  }

  @Test
  void refusesAValueThatTheFactNeverHas() {
    assertThat(
            faultsOf(
                """
                [{"fact":"person.sex","op":"eq","value":"F"},
                 {"fact":"person.isResident","op":"gte","value":1},
                 {"fact":"child.framework","op":"in","value":["KINDERGARTEN","NOWHERE"]}]"""))
        .containsExactly(
            RuleFault.at("conditions[0].value", "fact-value-invalid"),
            RuleFault.at("conditions[1].value", "fact-value-invalid"),
            RuleFault.at("conditions[2].value", "fact-value-invalid"));
  }

  private static String written(String expression) {
    return "{\"name\":\"written\",\"expression\":\"" + expression + "\"}";
  }
}
