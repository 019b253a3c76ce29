package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.duplicate.DuplicateRule.Code.SAME_ADDRESS;
import static org.retzef.family.duplicate.DuplicateRule.Code.SAME_CHILD_NATIONAL_ID;
import static org.retzef.family.duplicate.DuplicateRule.Code.SAME_NATIONAL_ID;
import static org.retzef.family.duplicate.DuplicateRule.Code.SAME_PHONE;
import static org.retzef.family.duplicate.DuplicateRule.Code.SIMILAR_GIVEN_NAME_AND_BIRTH_DATE;
import static org.retzef.family.duplicate.DuplicateRule.Code.SIMILAR_NAME_AND_BIRTH_DATE;
import static org.retzef.family.duplicate.DuplicateRule.Code.SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.family.duplicate.Household.Person;
import org.retzef.family.registration.Family.Sex;

class ComparisonTest {

  private final DuplicateRules rules = ShippedRules.read();

  @Test
  void isSureOfAnAdultsIdNumberWhateverElseDiffers() {
    Likeness likeness =
        compare(
            household("1", "הגפן 3", adult("שרה", "כהן", "123456782", "1980-05-06")),
            household("2", "הזית 9", adult("לאה", "לוי", "123456782", "1990-01-01")));
    assertThat(likeness.reasons()).containsExactly(SAME_NATIONAL_ID);
    assertThat(likeness.score()).isEqualTo(0.97);
  }

  @Test
  void takesTwoValidIdNumbersForTwoPeople() {
    Likeness likeness =
        compare(
            household("1", "הגפן 3", adult("שרה", "כהן", "123456782", "1980-05-06")),
            household("1", "הגפן 3", adult("שרה", "כהן", "000000018", "1980-05-06")));
    assertThat(likeness.reasons()).containsExactly(SAME_PHONE, SAME_ADDRESS);
    assertThat(rules.shows(likeness)).isFalse();
  }

  @Test
  void knowsSomebodyWhoseDayAndMonthWereExchanged() {
    Likeness likeness =
        compare(
            household("1", "הגפן 3", adult("إبراهيم", "الخطيب", null, "1980-05-06")),
            household("2", "הזית 9", adult("ابراهيم", "خطيب", null, "1980-06-05")));
    assertThat(likeness.reasons()).containsExactly(SIMILAR_NAME_AND_SWAPPED_BIRTH_DATE);
    assertThat(rules.shows(likeness)).isTrue();
  }

  @Test
  void needsMoreThanAGivenNameAndABirthDate() {
    Person before = adult("שרה", "כהן", null, "1980-05-06");
    Person married = adult("שרה", "אבוטבול", null, "1980-05-06");
    Likeness alone = compare(household("1", "הגפן 3", before), household("2", "הזית 9", married));
    assertThat(alone.reasons()).containsExactly(SIMILAR_GIVEN_NAME_AND_BIRTH_DATE);
    assertThat(rules.shows(alone)).isFalse();
    assertThat(
            rules.shows(
                compare(household("1", "הגפן 3", before), household("1", "הזית 9", married))))
        .isTrue();
  }

  @Test
  void countsAChildOfSeparatedParentsForLessThanAParent() {
    Likeness likeness =
        compare(
            household("1", "הגפן 3", child("דן", "123456782")),
            household("2", "הזית 9", child("דן", "123456782")));
    assertThat(likeness.reasons()).containsExactly(SAME_CHILD_NATIONAL_ID);
    assertThat(rules.shows(likeness)).isFalse();
  }

  @Test
  void doesNotTakeTheNextHouseForTheSame() {
    Person one = adult("שרה", "כהן", null, "1980-05-06");
    Person other = adult("מיכל", "כהן", null, "1990-01-01");
    assertThat(compare(household("1", "הגפן 3", one), household("2", "הגפן 13", other)).reasons())
        .isEmpty();
    assertThat(compare(household("1", "הגפן 3", one), household("2", "הגפן, 3", other)).reasons())
        .containsExactly(SAME_ADDRESS);
  }

  @Test
  void isTheSameBothWaysRound() {
    Household one = household("1", "הגפן 3", adult("שרה", "בן דוד", null, "1980-05-06"));
    Household other = household("1", "הגפן 4", adult("שרהה", "בן־דוד", null, "1980-05-06"));
    assertThat(compare(one, other)).isEqualTo(compare(other, one));
    assertThat(compare(one, other).reasons())
        .containsExactly(SIMILAR_NAME_AND_BIRTH_DATE, SAME_PHONE);
  }

  @ParameterizedTest
  @CsvSource({
    "נועם, נועה, false",
    "דן, דנה, false",
    "אברהם, אבהרם, true",
    "בן דוד, בנדוד, true",
    "מרים רחל, מרים, true",
    "רחל, לאה, false",
    "سارة, سارا, true",
    "'', רחל, false",
    "-, רחל, false"
  })
  void knowsSimilarNames(String one, String other, boolean similar) {
    assertThat(NameLikeness.of(one, other) >= 0.75).isEqualTo(similar);
    assertThat(NameLikeness.of(other, one)).isEqualTo(NameLikeness.of(one, other));
  }

  private Likeness compare(Household one, Household other) {
    return Comparison.of(one, other, rules);
  }

  private static Household household(String phone, String street, Person... people) {
    return new Household(phone, street, "קריית גת", List.of(people));
  }

  private static Person adult(String given, String family, String id, String born) {
    return new Person(given, family, id, LocalDate.parse(born), Sex.FEMALE, false);
  }

  private static Person child(String given, String id) {
    return new Person(given, "כהן", id, LocalDate.of(2020, 1, 2), Sex.MALE, true);
  }
}
