package org.retzef.rights.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.rights.eligibility.rules.Condition;
import org.retzef.rights.eligibility.rules.Condition.AnyOf;
import org.retzef.rights.eligibility.rules.Condition.Comparison;
import tools.jackson.databind.json.JsonMapper;

class ReferenceFilesTest {

  private static final Pattern HEBREW = Pattern.compile(".*\\p{IsHebrew}.*");
  private static final Pattern ARABIC = Pattern.compile(".*\\p{IsArabic}.*");
  private static final Set<String> SUBJECTS =
      Set.of("household", "person", "child", "debt", "case", "debtor", "deceased");

  private final List<Right> rights = ReferenceFiles.rights(JsonMapper.builder().build());

  @Test
  void holdsThe78RightsEachOnce() {
    assertThat(rights).hasSize(78).extracting(Right::code).doesNotHaveDuplicates();
  }

  @Test
  void namesEachInHebrewAndEnglishAndInArabicWhereKnown() {
    assertThat(rights)
        .allSatisfy(
            right -> {
              assertThat(right.nameHe()).matches(HEBREW);
              assertThat(right.bodyHe()).matches(HEBREW);
              assertThat(right.nameEn()).isNotBlank();
              assertThat(right.bodyEn()).isNotBlank();
            });
    assertThat(rights)
        .extracting(Right::nameAr)
        .filteredOn(name -> name != null)
        .hasSize(2)
        .allMatch(name -> ARABIC.matcher(name).matches());
  }

  @Test
  void tellsOfEachWhatItGivesHowToClaimItAndWhereThatIsFrom() {
    assertThat(rights)
        .allSatisfy(
            right -> {
              assertThat(right.benefitEn()).hasSizeGreaterThan(15);
              assertThat(right.stepsEn()).isNotEmpty().allMatch(step -> !step.isBlank());
              assertThat(right.sourceUrl()).startsWith("http");
              assertThat(right.confidence()).isNotNull();
            });
    assertThat(rights).filteredOn(right -> right.figuresYear() != null).hasSize(43);
  }

  @Test
  void asksOfEachConditionsThatHaveASubjectAndAnOperator() {
    assertThat(rights).allSatisfy(right -> assertThat(right.conditions()).isNotEmpty());
    assertThat(comparisons().toList())
        .hasSize(338)
        .allSatisfy(
            comparison -> {
              assertThat(comparison.op()).isNotNull();
              assertThat(SUBJECTS).contains(comparison.fact().split("\\.")[0]);
            });
  }

  @Test
  void namesOnlyKnownRightsAsBenefitsReceived() {
    Set<String> codes = rights.stream().map(Right::code).collect(Collectors.toSet());
    assertThat(comparisons().filter(c -> c.fact().equals("person.receivesBenefits")).toList())
        .hasSize(43)
        .allSatisfy(comparison -> assertThat(codes).contains((String) comparison.value()));
  }

  @Test
  void keepsEachCategoryInItsFile() {
    assertThat(rights).extracting(Right::category).isSorted().contains(Category.values());
  }

  private Stream<Comparison> comparisons() {
    return rights.stream().flatMap(right -> comparisons(right.conditions()));
  }

  private static Stream<Comparison> comparisons(List<Condition> conditions) {
    return conditions.stream()
        .flatMap(
            condition ->
                switch (condition) {
                  case Comparison comparison -> Stream.of(comparison);
                  case AnyOf(List<List<Condition>> alternatives) ->
                      alternatives.stream().flatMap(ReferenceFilesTest::comparisons);
                  case Condition.Expression written -> Stream.of();
                });
  }
}
