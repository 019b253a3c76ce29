package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.r2dbc.core.DatabaseClient;

@RetzefIT
class ErasedFamilyIT {

  private static final Instant THEN = Instant.parse("2019-03-01T08:15:30Z");

  @Autowired private DatabaseClient database;
  @Autowired private Editions editions;
  @RegisterExtension private final OwnDistrict district = new OwnDistrict();

  private final UUID family = UUID.randomUUID();
  private final UUID takenIn = UUID.randomUUID();

  /** Events of several topics, some of them before the erasure and some after. */
  @Test
  void anErasedFamilyCountsOnAndItsIdIsNowhere() {
    registered(family);
    registered(takenIn);
    screened(family);
    screened(takenIn);
    tell(
        "family.merged",
        family,
        """
        {"familyId": "%s", "mergedFamilyId": "%s", "mergeId": "%s", "unit": "%4$s",
         "mergedUnit": "%4$s", "undone": false}
        """
            .formatted(family, takenIn, UUID.randomUUID(), district));
    awaitFigures(1, 1, 2);

    tell(
        "family.erased",
        family,
        "{\"familyId\": \"%s\", \"unit\": \"%s\", \"erasedAt\": \"2019-03-09T08:00:00Z\"}"
            .formatted(family, district));
    await().atMost(Duration.ofSeconds(30)).until(() -> rowsWithTheId() == 0);
    awaitFigures(1, 1, 2);

    screened(family);
    screened(takenIn);
    awaitFigures(1, 1, 4);
    assertThat(rowsWithTheId()).isZero();

    int live = state().live();
    new FoldRebuild(editions).run(new DefaultApplicationArguments());
    await().atMost(Duration.ofSeconds(120)).until(() -> state().live() > live);
    awaitFigures(1, 1, 4);
    assertThat(rowsWithTheId()).isZero();
  }

  private void awaitFigures(int registered, int screened, int screenings) {
    await().atMost(Duration.ofSeconds(30)).until(() -> screenings() == screenings);
    district.awaitTotal("/api/v1/indicators/families_screened", screened);
    district.awaitTotal("/api/v1/indicators/families_registered", registered);
  }

  private long screenings() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) from fact join report_edition on edition = live
                 where measure = 'screenings_completed' and unit = $1
                """)
            .bind("$1", district.toString())
            .mapValue(Long.class)
            .one()
            .block());
  }

  private void registered(UUID id) {
    tell(
        "family.registered",
        id,
        """
        {"familyId": "%s", "unit": "%s", "preferredLanguage": "ar", "members": 1, "minors": 0,
         "birthYears": [1990], "registeredAt": "2019-03-01T08:15:30Z"}
        """
            .formatted(id, district));
  }

  private void screened(UUID id) {
    UUID screening = UUID.randomUUID();
    tell(
        "screening.completed",
        screening,
        """
        {"screeningId": "%s", "familyId": "%s", "unit": "%s", "asOf": "2019-03-02", "eligible": 7,
         "notEligible": 41, "toBeChecked": 30, "casesOpened": 0}
        """
            .formatted(screening, id, district));
  }

  private void tell(String type, UUID subject, String json) {
    Feed feed = district.feed();
    feed.tell(Feed.at(THEN, feed.next("org.retzef." + type + ".v1", subject.toString(), json)));
  }

  private Editions.State state() {
    return Objects.requireNonNull(editions.state().block());
  }

  private long rowsWithTheId() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*)
                  from (select fact::text as line from fact
                         union all
                        select merged_family::text from merged_family) as lines
                 where line like '%' || $1 || '%' or line like '%' || $2 || '%'
                """)
            .bind("$1", family.toString())
            .bind("$2", takenIn.toString())
            .mapValue(Long.class)
            .one()
            .block());
  }
}
