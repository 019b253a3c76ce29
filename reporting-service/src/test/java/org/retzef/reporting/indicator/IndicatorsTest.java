package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.reporting.figure.Term;
import tools.jackson.databind.json.JsonMapper;

class IndicatorsTest {

  private final List<Indicator> catalogue = new Indicators(new JsonMapper()).all();

  IndicatorsTest() throws IOException {}

  @Test
  void keepsTheNewslettersCodes() throws IOException {
    List<String> printed;
    try (var file = IndicatorsTest.class.getResourceAsStream("/newsletter-2020.csv")) {
      printed =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .map(line -> line.split(",")[0])
              .toList();
    }
    assertThat(catalogue)
        .filteredOn(Indicator::headline)
        .extracting(Indicator::code)
        .containsAll(printed);
    assertThat(catalogue).extracting(Indicator::code).doesNotHaveDuplicates();
  }

  @Test
  void saysWhatEachMeansInThreeLanguages() {
    assertThat(catalogue)
        .allSatisfy(
            indicator -> {
              assertThat(indicator.nameHe()).matches(".*[א-ת].*");
              assertThat(indicator.definitionHe()).matches(".*[א-ת].*");
              assertThat(indicator.nameAr()).matches(".*[ء-ي].*");
              assertThat(indicator.definitionAr()).matches(".*[ء-ي].*");
              assertThat(indicator.nameEn()).matches("[\\p{ASCII}]+");
              assertThat(indicator.definitionEn()).matches("[\\p{ASCII}]+");
              assertThat(indicator.sourceElement()).isNotBlank();
              assertThat(indicator.version()).isPositive();
            });
  }

  @Test
  void canReckonEachOfThem() {
    assertThat(catalogue)
        .allSatisfy(
            indicator -> {
              Parts parts = Parts.of(indicator);
              assertThat(parts.numerator().added()).isNotEmpty();
              assertThat(indicator.unit().startsWith("percent"))
                  .isEqualTo(indicator.denominator() != null);
              assertThat(indicator.by().isEmpty() || parts.terms().allMatch(Term::isWhole))
                  .as("a trait is not broken down by another: %s", indicator.code())
                  .isTrue();
            });
  }

  /** An amount is small by its families, however it is broken down. */
  @Test
  void knowsTheFamiliesBehindEachAmount() {
    assertThat(catalogue)
        .filteredOn(
            one ->
                one.ofPeople()
                    && (one.isMoney() || List.of("things", "entries").contains(one.unit())))
        .isNotEmpty()
        .allSatisfy(
            amount ->
                assertThat(catalogue)
                    .filteredOn(one -> one.code().equals(amount.hiddenBy()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.by()).containsAll(amount.by())));
  }

  /** What counts people in fives, and amounts in steps of more than a family has; nothing else. */
  @Test
  void roundsWhateverCountsPeople() {
    assertThat(catalogue)
        .allSatisfy(
            one -> {
              boolean amount = one.hiddenBy() != null;
              Long step = one.roundedTo();
              assertThat(step != null).as(one.code()).isEqualTo(one.ofPeople());
              assertThat(step == null || (amount ? step > 5 : step == 5)).as(one.code()).isTrue();
            });
  }

  /** Where a family counts once for good, how many there were in a time takes a count by months. */
  @Test
  void knowsTheFamiliesBehindAnAmountOfATime() {
    assertThat(catalogue)
        .filteredOn(one -> one.hiddenBy() != null && !one.hiddenBy().equals("baskets_opened"))
        .isNotEmpty()
        .allSatisfy(
            amount ->
                assertThat(catalogue)
                    .filteredOn(one -> one.code().equals(amount.hiddenInTimesBy()))
                    .singleElement()
                    .satisfies(
                        one -> {
                          assertThat(one.by()).containsAll(amount.by());
                          assertThat(one.kind()).isEqualTo(Indicator.Kind.STATE);
                        }));
  }

  /** Element G7: four aims of the country and the districts, four of the departments. */
  @Test
  void measuresEachOfTheEightStatedAims() throws IOException {
    List<Aim> aims = new Aims(new JsonMapper()).all();
    List<String> codes = catalogue.stream().map(Indicator::code).toList();
    assertThat(aims)
        .extracting(Aim::code)
        .containsExactly(
            "POOLED_RESOURCES",
            "INFLUENCE",
            "SPREAD_OF_RISK_PROGRAMMES",
            "SECOND_STAGE",
            "INFLUENCE_ON_DEPARTMENT",
            "FITTED_RESPONSES",
            "CENTRE_AS_INFRASTRUCTURE",
            "KNOWLEDGE_TRANSFER");
    assertThat(aims).filteredOn(aim -> aim.reach() == Aim.Reach.DEPARTMENT).hasSize(4);
    assertThat(aims)
        .allSatisfy(
            aim -> {
              assertThat(aim.indicators()).isNotEmpty().isSubsetOf(codes);
              assertThat(aim.nameHe()).matches(".*[א-ת].*");
              assertThat(aim.nameAr()).matches(".*[ء-ي].*");
              assertThat(aim.nameEn()).matches("[\\p{ASCII}]+");
            });
  }
}
