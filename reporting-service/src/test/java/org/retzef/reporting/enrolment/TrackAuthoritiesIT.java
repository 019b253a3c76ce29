package org.retzef.reporting.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.OwnDistrict;

/** Authorities with a family in a track of which the newsletter counts them. */
@RetzefIT
class TrackAuthoritiesIT {

  private static final LocalDate MOVED = LocalDate.of(2019, 3, 1);

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void theAuthorityOfAFamilyThatMovesIsTheNewOneFromThatDayOn() {
    UUID family = UUID.randomUUID();
    enrol(family, "A1");
    enrol(UUID.randomUUID(), "A3");
    district.transferred(family, MOVED);
    await()
        .untilAsserted(
            () -> {
              assertThat(authorities(MOVED, "A1")).isZero();
              assertThat(authorities(MOVED, "A2")).isEqualTo(1);
              assertThat(authorities(MOVED, "A3")).isEqualTo(1);
            });
    assertThat(authorities(MOVED.minusDays(1), "A1")).isEqualTo(1);
    assertThat(authorities(MOVED.minusDays(1), "A2")).isZero();
  }

  private void enrol(UUID family, String authority) {
    district.tell(
        "family.enrolled",
        family,
        """
        {"familyId": "%s", "enrolmentId": "%s", "unit": "%s.%s.D1", "programme": "NOSHMIM",
         "track": "NOSHMIM_SOLDIERS", "status": "ACTIVE", "startDate": "2019-01-01"}
        """
            .formatted(family, UUID.randomUUID(), district, authority));
  }

  private long authorities(LocalDate day, String authority) {
    return district
        .get(
            "/api/v1/indicators/soldiers_track_authorities?unit=%s.%s&to=%s"
                .formatted(district, authority, day))
        .get("total")
        .get("value")
        .asLong();
  }
}
