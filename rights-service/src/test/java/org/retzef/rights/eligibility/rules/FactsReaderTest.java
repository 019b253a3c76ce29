package org.retzef.rights.eligibility.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.rights.eligibility.rules.RuleFixtures.answer;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsReaderTest {

  @Test
  void refusesWhatIsNoFactAndWhatAFactCannotBe() {
    assertThat(
            faults(
                answer("person.shoeSize", 44),
                answer("person.age", "twenty"),
                answer("person.age", 121),
                answer("person.age", -1),
                answer("household.size", 2.5),
                answer("person.monthlyIncome", 10.001),
                answer("person.monthlyIncome", Double.POSITIVE_INFINITY),
                answer("person.sex", "F"),
                answer("person.receivesBenefits", "OLD_AGE"),
                answer("person.receivesBenefits", List.of("old age")),
                answer("household.size", 2, 3),
                answer("person.age", 0, 3),
                answer("person.age", 41, 3)))
        .containsExactly(
            "0 fact-undeclared",
            "1 fact-value-invalid",
            "2 fact-out-of-range",
            "3 fact-out-of-range",
            "4 fact-value-invalid",
            "5 fact-value-invalid",
            "6 fact-value-invalid",
            "7 fact-value-invalid",
            "8 fact-value-invalid",
            "9 fact-value-invalid",
            "10 fact-number-invalid",
            "11 fact-number-invalid",
            "12 fact-number-invalid");
  }

  @Test
  void namesFactsThatContradictOneAnother() {
    assertThat(faults(answer("person.age", 20), answer("person.age", 21)))
        .containsExactly("1 facts-contradict");
    List<AnswerFault> faults = new ArrayList<>();
    RuleFixtures.READER.read(
        List.of(
            answer("household.children", 2),
            answer("household.childrenUnder18", 3),
            answer("person.isMarried", 2, true),
            answer("person.isWidowed", 2, true)),
        faults);
    assertThat(faults)
        .extracting(AnswerFault::facts)
        .containsExactly(
            "household.children, household.childrenUnder18", "person.isMarried, person.isWidowed");
  }

  @Test
  void takesTheSameAnswerTwiceAndContradictionsOfDifferentPeople() {
    assertThat(
            faults(
                answer("person.age", 20),
                answer("person.age", 1, 20),
                answer("person.isMarried", 1, true),
                answer("person.isWidowed", 2, true)))
        .isEmpty();
  }

  @Test
  void declaresEveryFactWithAQuestionInThreeLanguages() {
    assertThat(RuleFixtures.SCHEMA.facts())
        .hasSize(166)
        .allSatisfy(
            fact -> {
              assertThat(fact.questionHe()).matches(".*\\p{IsHebrew}.*\\?");
              assertThat(fact.questionAr()).matches(".*\\p{IsArabic}.*؟");
              assertThat(fact.questionEn()).endsWith("?");
            });
  }

  @Test
  void knowsDerivedFactsByTheirNames() {
    assertThat(RuleFixtures.SCHEMA.facts().stream().filter(Fact::derived))
        .extracting(fact -> fact.name().substring(fact.name().indexOf('.') + 1))
        .allMatch(name -> name.matches("(passes|within|meets|exhausts|parentsMeet).*"));
    assertThat(
            RuleFixtures.SCHEMA.facts().stream()
                .filter(f -> f.name().matches(".*\\.(passes|within|meets|exhausts)[A-Z].*")))
        .allMatch(fact -> fact.derived() && fact.answeredBy() == Fact.AnsweredBy.WORKER);
  }

  private static List<String> faults(Answer... answers) {
    List<AnswerFault> faults = new ArrayList<>();
    RuleFixtures.READER.read(List.of(answers), faults);
    return faults.stream().map(fault -> fault.index() + " " + fault.code()).toList();
  }
}
