package org.retzef.rights.eligibility.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.rights.eligibility.rules.RuleFixtures.answer;
import static org.retzef.rights.eligibility.rules.RuleFixtures.decide;
import static org.retzef.rights.eligibility.rules.RuleFixtures.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {

  private static final String SUPPORT =
      """
      [{"fact":"person.age","op":"gte","value":20,"unit":"years"},
       {"fact":"person.vehicleValue","op":"lte","value":42366,"unit":"ILS"},
       {"fact":"household.passesIncomeSupportMeansTest","op":"eq","value":true}]""";

  @Test
  void namesWhatIsMetWhatFailsAndWhatIsUnknown() {
    Verdict verdict =
        decide(SUPPORT, answer("person.age", 20), answer("person.vehicleValue", 42366.01));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(names(verdict, Status.MET)).containsExactly("c1_person_age");
    assertThat(names(verdict, Status.FAILED)).containsExactly("c2_person_vehicleValue");
    assertThat(names(verdict, Status.UNKNOWN))
        .containsExactly("c3_household_passesIncomeSupportMeansTest");
  }

  @Test
  void leavesWhatAWorkerMustDecideToBeCheckedAndNeverSaysNo() {
    Verdict verdict =
        decide(SUPPORT, answer("person.age", 20), answer("person.vehicleValue", 42366));
    assertThat(verdict.outcome()).isEqualTo(Outcome.TO_BE_CHECKED);
    assertThat(verdict.unknown()).containsExactly("household.passesIncomeSupportMeansTest");
  }

  @Test
  void tellsAMissingIncomeFromNone() {
    assertThat(decide(SUPPORT, answer("person.age", 20)).with(Status.UNKNOWN)).hasSize(2);
    assertThat(
            decide(SUPPORT, answer("person.age", 20), answer("person.vehicleValue", 0))
                .with(Status.UNKNOWN))
        .hasSize(1);
  }

  @Test
  void decidesAnAlternativeAsSoonAsOneHoldsWhateverIsMissing() {
    String either =
        """
        [{"anyOf":[[{"fact":"person.age","op":"gte","value":55,"unit":"years"}],
                   [{"fact":"household.isSingleParent","op":"eq","value":true},
                    {"fact":"person.isResident","op":"eq","value":true}]]}]""";
    assertThat(decide(either, answer("person.age", 60)).outcome()).isEqualTo(Outcome.ELIGIBLE);
    Verdict open = decide(either, answer("person.age", 54), answer("person.isResident", true));
    assertThat(open.outcome()).isEqualTo(Outcome.TO_BE_CHECKED);
    assertThat(open.unknown()).containsExactly("household.isSingleParent");
    assertThat(
            decide(either, answer("person.age", 54), answer("person.isResident", false)).outcome())
        .isEqualTo(Outcome.NOT_ELIGIBLE);
  }

  @Test
  void decidesARightOfAnyChildOnTheOneWhoHasItOnTheDayOfTheBoundary() {
    String kindergarten =
        """
        [{"fact":"child.ageMonthsOn1Sept","op":"between","value":[3,33],"unit":"months"},
         {"fact":"child.inSupervisedDaycare","op":"eq","value":true}]""";
    Answer[] children = {
      answer("child.ageMonthsOn1Sept", 1, 34),
      answer("child.inSupervisedDaycare", 1, true),
      answer("child.ageMonthsOn1Sept", 2, 33),
      answer("child.inSupervisedDaycare", 2, false),
      answer("child.ageMonthsOn1Sept", 3, 3),
      answer("child.inSupervisedDaycare", 3, true)
    };
    Verdict verdict = decide(kindergarten, children);
    assertThat(verdict.outcome()).isEqualTo(Outcome.ELIGIBLE);
    assertThat(verdict.child()).isEqualTo(3);
  }

  @Test
  void neverJoinsOnePersonsAgeToAnothersDisability() {
    String pension =
        """
        [{"fact":"person.age","op":"gte","value":18,"unit":"years"},
         {"fact":"person.medicalDisabilityPct","op":"gte","value":60,"unit":"%"}]""";
    Verdict verdict =
        decide(
            pension,
            answer("person.age", 1, 40),
            answer("person.medicalDisabilityPct", 1, 0),
            answer("person.age", 2, 17),
            answer("person.medicalDisabilityPct", 2, 100));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(verdict.with(Status.FAILED)).hasSize(1);
  }

  @Test
  void asksNoChildOfAHouseholdWithoutChildren() {
    String child =
        """
        [{"fact":"child.needsGlasses","op":"eq","value":true}]""";
    assertThat(decide(child).outcome()).isEqualTo(Outcome.TO_BE_CHECKED);
    assertThat(decide(child, answer("household.children", 0)).outcome())
        .isEqualTo(Outcome.NOT_ELIGIBLE);
  }

  @Test
  void readsTablesAndFormulasByHouseholdSize() {
    String table =
        """
        [{"fact":"household.avgMonthlyGrossIncome","op":"lteTableByHouseholdSize","unit":"ILS/month",
          "value":{"1":[[2889,80],[5300,20]],"2":[[4334,80],[7951,20]],"10+ (per person)":[[1496,90],[2744,30]]}}]""";
    assertThat(income(table, 2, 7951)).isEqualTo(Outcome.ELIGIBLE);
    assertThat(income(table, 2, 7951.01)).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(income(table, 11, 30184)).isEqualTo(Outcome.ELIGIBLE);
    assertThat(income(table, 11, 30184.01)).isEqualTo(Outcome.NOT_ELIGIBLE);
    String formula =
        """
        [{"fact":"household.grossIncomePctOfAverageWage","op":"lteFormulaByHouseholdSize",
          "value":{"base":67,"baseUpToSize":3,"perExtraPerson":6},"unit":"% of average wage"}]""";
    assertThat(percent(formula, 3, 67)).isEqualTo(Outcome.ELIGIBLE);
    assertThat(percent(formula, 1, 67.01)).isEqualTo(Outcome.NOT_ELIGIBLE);
    assertThat(percent(formula, 5, 79)).isEqualTo(Outcome.ELIGIBLE);
    assertThat(percent(formula, 5, 79.01)).isEqualTo(Outcome.NOT_ELIGIBLE);
  }

  @Test
  void doesNotKnowWhatATableThatNobodyFoundWouldSay() {
    String grade =
        """
        [{"fact":"household.incomePerCapita","op":"lteDaycareGrade","value":"annual grade table","unit":"ILS/month per person"}]""";
    Verdict verdict = decide(grade, answer("household.incomePerCapita", 1));
    assertThat(verdict.outcome()).isEqualTo(Outcome.TO_BE_CHECKED);
    assertThat(verdict.unknown()).containsExactly("parameter.TEST.incomePerCapita");
  }

  @Test
  void explainsThatATemporaryBenefitIsOver() {
    RuleBook forever = RuleFixtures.book(LocalDate.of(2020, 9, 1), SUPPORT);
    Rule temporary =
        forever
            .rules()
            .getFirst()
            .withVersion(2, LocalDate.of(2020, 3, 15), LocalDate.of(2020, 9, 30));
    assertThat(outcomeOn(temporary, LocalDate.of(2020, 9, 30))).isEqualTo("TO_BE_CHECKED");
    assertThat(outcomeOn(temporary, LocalDate.of(2020, 10, 1))).isEqualTo("NOT_ELIGIBLE inForce");
    assertThat(outcomeOn(temporary, LocalDate.of(2020, 3, 14))).isEqualTo("NOT_ELIGIBLE inForce");
  }

  @Test
  void findsTheOneQuestionThatSettlesMostRights() {
    List<Verdict> verdicts =
        List.of(
            decide(SUPPORT, answer("person.age", 20), answer("person.vehicleValue", 0)),
            decide(
                SUPPORT,
                answer("household.passesIncomeSupportMeansTest", true),
                answer("person.vehicleValue", 0)),
            decide(
                SUPPORT,
                answer("household.passesIncomeSupportMeansTest", true),
                answer("person.vehicleValue", 1)));
    assertThat(NextQuestion.of(verdicts, fact -> true))
        .contains(new NextQuestion("person.age", 2, 2));
    assertThat(NextQuestion.of(verdicts, fact -> !fact.equals("person.age")))
        .contains(new NextQuestion("household.passesIncomeSupportMeansTest", 1, 1));
  }

  private static String outcomeOn(Rule rule, LocalDate day) {
    Verdict verdict =
        new RuleBook(day, List.of(rule), Map.of("parameter.TEST.vehicleValue", 42366.0))
            .decide(facts(answer("person.age", 30)))
            .getFirst();
    String failed = String.join(" ", names(verdict, Status.FAILED));
    return (verdict.outcome() + " " + failed).strip();
  }

  private static Outcome income(String table, int size, Number income) {
    return decide(
            table,
            answer("household.size", size),
            answer("household.avgMonthlyGrossIncome", income))
        .outcome();
  }

  private static Outcome percent(String formula, int size, Number percent) {
    return decide(
            formula,
            answer("household.size", size),
            answer("household.grossIncomePctOfAverageWage", percent))
        .outcome();
  }

  private static List<String> names(Verdict verdict, Status status) {
    return verdict.with(status).stream().map(ConditionResult::condition).toList();
  }
}
