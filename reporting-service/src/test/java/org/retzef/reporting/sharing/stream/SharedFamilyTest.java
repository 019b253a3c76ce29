package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.UnitPath;
import org.retzef.reporting.sharing.agreement.Answers;
import org.retzef.reporting.sharing.agreement.Audience;
import org.retzef.reporting.sharing.agreement.LegalBasis;
import org.retzef.reporting.sharing.agreement.PlaceLevel;
import org.retzef.reporting.sharing.agreement.SharedField;
import org.retzef.reporting.sharing.agreement.Terms;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.household.Household.Enrolment;

/** In which of its programmes a family is told of. */
class SharedFamilyTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private static Enrolment enrolment(String programme, int year, @Nullable LocalDate until) {
    return new Enrolment(
        programme,
        programme + "_T",
        until == null ? "ACTIVE" : "LEFT",
        LocalDate.of(year, 1, 1),
        until);
  }

  private static @Nullable String told(List<String> programmes, Enrolment... enrolments) {
    Household household =
        new Household(
            1,
            new Household.Home("IL.SOUTH.A1.D1", "ar", 1, 0, List.of(1990), Set.of(), false),
            Map.of("1", enrolments[0], "2", enrolments[1]),
            Map.of(),
            List.of(),
            Map.of(),
            Set.of());
    Terms terms =
        new Terms(
            "WELFARE",
            Audience.POLICY_MAKERS,
            LegalBasis.LAW,
            null,
            null,
            new Answers(programmes.isEmpty(), false, true, true, false, true),
            new UnitPath("IL"),
            programmes,
            Set.of(SharedField.PROGRAMME, SharedField.STATUS),
            PlaceLevel.COUNTRY,
            List.of(0),
            10,
            LocalDate.of(2020, 1, 1),
            LocalDate.of(2030, 1, 1));
    return SharedFamily.of(household, terms, "somebody", null, DAY)
        .map(row -> row.programme() + " " + row.status())
        .orElse(null);
  }

  @Test
  void aPartnerOfOneProgrammeKeepsAFamilyThatBeginsAnother() {
    Enrolment noshmim = enrolment("NOSHMIM", 2024, null);
    Enrolment mapa = enrolment("MAPA", 2025, null);
    assertThat(told(List.of("NOSHMIM"), noshmim, mapa)).isEqualTo("NOSHMIM ACTIVE");
    assertThat(told(List.of("MAPA"), noshmim, mapa)).isEqualTo("MAPA ACTIVE");
    assertThat(told(List.of(), noshmim, mapa)).isEqualTo("MAPA ACTIVE");
    assertThat(told(List.of("OTHER"), noshmim, mapa)).isNull();
  }

  @Test
  void theProgrammeThatRunsIsToldBeforeANewerOneThatHasEnded() {
    Enrolment noshmim = enrolment("NOSHMIM", 2024, null);
    Enrolment ended = enrolment("MAPA", 2025, DAY.minusDays(1));
    assertThat(told(List.of(), noshmim, ended)).isEqualTo("NOSHMIM ACTIVE");
    assertThat(told(List.of("MAPA"), noshmim, ended)).isEqualTo("MAPA LEFT");
  }

  @Test
  void ofThoseThatHaveEndedTheNewestIsTold() {
    Enrolment first = enrolment("NOSHMIM", 2024, DAY.minusDays(1));
    Enrolment second = enrolment("MAPA", 2025, DAY.minusDays(2));
    assertThat(told(List.of(), first, second)).isEqualTo("MAPA LEFT");
  }
}
