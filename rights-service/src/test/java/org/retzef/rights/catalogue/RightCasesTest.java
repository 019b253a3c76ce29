package org.retzef.rights.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.ConditionResult;
import org.retzef.rights.eligibility.rules.ConditionWriter;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.eligibility.rules.Rule;
import org.retzef.rights.eligibility.rules.RuleBook;
import org.retzef.rights.eligibility.rules.RuleCompiler;
import org.retzef.rights.eligibility.rules.RuleFault;
import org.retzef.rights.eligibility.rules.RuleFixtures;
import org.retzef.rights.eligibility.rules.RuleLanguage;
import org.retzef.rights.eligibility.rules.Status;
import org.retzef.rights.eligibility.rules.Verdict;

/** Runs the cases that lie beside the rights: households at the very bounds of the law. */
class RightCasesTest {

  /**
   * @param because the conditions that fail, or that are unknown
   * @param parameters amounts that the catalogue does not know, for this case
   */
  record Case(
      String right,
      Outcome expected,
      @Nullable List<String> because,
      List<Answer> answers,
      @Nullable Map<String, Object> parameters) {

    @Override
    public String toString() {
      return right + " " + expected;
    }
  }

  private static final Map<String, Right> RIGHTS =
      ReferenceFiles.rights(RuleFixtures.JSON).stream()
          .collect(Collectors.toMap(Right::code, right -> right));

  static Stream<Case> cases() {
    return Stream.of(Category.values())
        .map(category -> "reference/rights/" + category.name().toLowerCase(Locale.ROOT))
        .flatMap(file -> RuleFixtures.read(file + ".cases.json", Case.class).stream());
  }

  @Test
  void holdsForEveryRightOneWhoHasItOneWhoHasNotAndOneOfWhomItIsNotKnown() {
    Map<String, Set<Outcome>> outcomes =
        cases()
            .collect(
                Collectors.groupingBy(
                    Case::right, Collectors.mapping(Case::expected, Collectors.toSet())));
    assertThat(outcomes.keySet()).isEqualTo(RIGHTS.keySet()).hasSize(78);
    assertThat(outcomes.values()).allMatch(found -> found.size() == 3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decides(Case household) {
    Right right = RIGHTS.get(household.right());
    ConditionWriter writer = new ConditionWriter(right.code());
    right.conditions().forEach(writer::write);
    List<RuleFault> faults = new ArrayList<>();
    Rule rule =
        new RuleCompiler(
                RuleFixtures.SCHEMA,
                new RuleLanguage(RuleFixtures.SCHEMA, writer.parameters().keySet()))
            .compile(right.code(), right.conditions(), faults);
    assertThat(faults).isEmpty();
    Map<String, Object> amounts = new HashMap<>(RuleFixtures.amounts(writer));
    if (household.parameters() != null) {
      household
          .parameters()
          .forEach(
              (code, value) -> amounts.put("parameter." + code, ((Number) value).doubleValue()));
    }
    Verdict verdict =
        new RuleBook(LocalDate.of(2026, 3, 1), List.of(rule), amounts)
            .decide(RuleFixtures.facts(household.answers().toArray(Answer[]::new)))
            .getFirst();
    assertThat(verdict.outcome()).isEqualTo(household.expected());
    Status reason = household.expected() == Outcome.NOT_ELIGIBLE ? Status.FAILED : Status.UNKNOWN;
    assertThat(verdict.with(reason))
        .extracting(ConditionResult::condition)
        .isEqualTo(household.because() == null ? List.of() : household.because());
  }
}
