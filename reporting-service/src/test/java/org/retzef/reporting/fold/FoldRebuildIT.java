package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.figure.WholeProof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class FoldRebuildIT {

  private static final LocalDate DAY = LocalDate.of(2011, 11, 11);
  private static final String DEPARTMENT = "IL.REBUILT.A1.D1";
  private static final String NOSHMIM = "active_families_noshmim";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Editions editions;
  @Autowired private ApplicationContext service;

  /** What was folded wrongly is right after a replay, and never is there an answer in between. */
  @Test
  void foldsAnewFromTheFirstEventWhileTheOldAnswersStayOn() {
    var headline = new HeadlineReader(http);
    long others = headline.value(NOSHMIM, DAY);
    try (var feed = new Feed()) {
      for (int i = 0; i < 5; i++) {
        enrolForAWeek(feed);
      }
      headline.awaitValue(NOSHMIM, DAY, others + 5);
      endsWithItsSurvivor(feed, headline);
      trains(feed);
      await().until(() -> trained(headline), "10"::equals);
      int live = state().live();
      execute("update fact set last_day = first_day where first_day = '2011-11-11'");
      execute("update effect_attendance set attended = 16 where department = '" + DEPARTMENT + "'");
      execute(
          "update figure_month set totals = moved(totals, '{11}', '{4}') where month = '2011-11-01'");

      new FoldRebuild(editions).run(new DefaultApplicationArguments());
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                long value = headline.value(NOSHMIM, DAY);
                assertThat(value).isIn(others + 9, others + 5);
                assertThat(trained(headline)).isIn("15", "10");
                return value == others + 5;
              });
      assertThat(state()).isEqualTo(new Editions.State(live + 1, null, false));
      assertThat(trained(headline)).as("the chain of training, too").isEqualTo("10");
      assertThat(new WholeProof(service).difference()).isZero();
      await().until(() -> rowsOfEdition(live) == 0);

      enrolForAWeek(feed);
      headline.awaitValue(NOSHMIM, DAY, others + 6);
      assertThat(rowsOfEdition(live)).as("the old reader reads no more").isZero();
    }
  }

  /**
   * Whose end is told with another family's events than its beginning; which are read first,
   * varies.
   */
  private static void endsWithItsSurvivor(Feed feed, HeadlineReader headline) {
    for (int i = 0; i < 8; i++) {
      UUID survivor = UUID.randomUUID();
      UUID merged = UUID.randomUUID();
      UUID enrolment = UUID.randomUUID();
      long before = headline.value(NOSHMIM, DAY.minusDays(5));
      feed.tell(feed.enrolled(merged, enrolment, "NOSHMIM", DAY.minusDays(100)));
      headline.awaitValue(NOSHMIM, DAY.minusDays(5), before + 1);
      feed.tell(
          feed.merged(survivor, merged, UUID.randomUUID(), false),
          feed.ended(survivor, enrolment, "NOSHMIM", "LEFT", DAY.minusDays(10)));
      headline.awaitValue(NOSHMIM, DAY.minusDays(5), before);
    }
  }

  private static void trains(Feed feed) {
    String session = UUID.randomUUID().toString();
    feed.tell(
        feed.next(
            "org.retzef.attendance.recorded.v1",
            session,
            """
            {"sessionId": "%s", "heldOn": "%s", "afterClosure": false,
             "departments": [{"unit": "%s", "attended": 12}]}
            """
                .formatted(session, DAY, DEPARTMENT)),
        feed.next(
            "org.retzef.session.held.v1",
            session,
            """
            {"sessionId": "%s", "courseId": "%s", "unit": "%s", "mode": "REMOTE", "heldOn": "%s",
             "programmes": ["NOSHMIM"], "attended": 12}
            """
                .formatted(session, UUID.randomUUID(), DEPARTMENT, DAY)));
  }

  /** How many of the department came; empty where nobody is known to have. */
  private static String trained(HeadlineReader reader) {
    return reader
        .get("/api/v1/reports/training-effect?from=2011-11&to=2011-11&months=1")
        .get("departments")
        .valueStream()
        .filter(one -> one.get("unit").asString().equals(DEPARTMENT))
        .map(one -> one.get("attended").asString())
        .collect(Collectors.joining());
  }

  private static void enrolForAWeek(Feed feed) {
    UUID family = UUID.randomUUID();
    UUID enrolment = UUID.randomUUID();
    feed.tell(
        feed.enrolled(family, enrolment, "NOSHMIM", DAY),
        feed.ended(family, enrolment, "NOSHMIM", "LEFT", DAY.plusDays(6)));
  }

  private Editions.State state() {
    return Objects.requireNonNull(editions.state().block());
  }

  private long rowsOfEdition(int edition) {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select (select count(*) from fact where edition = $1)
                     + (select count(*) from inbox where consumer = $2)
                """)
            .bind("$1", edition)
            .bind("$2", Editions.name(edition))
            .mapValue(Long.class)
            .one()
            .block());
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }
}
