package org.retzef.training.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.TestMailServer;
import org.retzef.training.secret.Secrets;
import org.retzef.training.session.TestSessions;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * The year of S3 with simulated time: 120 sessions month by month, ten workers each, the follow-ups
 * of all of them, and what is told of the half-year and of the year.
 */
@RetzefIT
class YearStoryIT {

  private static final String DEPARTMENT = "IL.YEAR.A1.D1";
  private static final String COORDINATOR =
      TestTokens.token("year", "IL.YEAR", "district-coordinator");

  /** 120 together. */
  private static final List<Integer> SESSIONS = List.of(0, 4, 12, 16, 20, 16, 8, 4, 12, 16, 8, 4);

  private static final int SEATS = 10;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Secrets secrets;

  private Calls calls;

  @BeforeEach
  void begin() {
    calls = new Calls(http);
    TestUnits.plant(database, "IL.YEAR", "IL.YEAR.A1", DEPARTMENT);
  }

  @Test
  void playsTheYearWithItsFollowUpsAndItsSummaries() {
    UUID course = UUID.fromString(new TestSessions(http, database).course("IL"));
    for (int sessions : SESSIONS) {
      hold(course, sessions);
      daysPass(4);
      daysPass(27);
    }
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    assertThat(held(today.minusDays(400), today)).isEqualTo(120);
    assertThat(held(today.minusDays(6 * 31 + 2), today)).isEqualTo(sum(SESSIONS.subList(6, 12)));
    // a month after the last sessions: all first and second mails, and the third ones of ten months
    int older = sum(SESSIONS.subList(0, 10));
    assertThat(mails("state = 'SENT'")).isEqualTo(SEATS * (120 + 120 + older));
    assertThat(mails("state = 'DUE'")).isEqualTo(SEATS * (120 - older));
    assertThat(mails("state = 'STUCK'")).isZero();
    List<String> messageIds =
        TestMailServer.running().mailsOf("@year.test").stream()
            .map(mail -> mail.header("Message-ID"))
            .toList();
    assertThat(messageIds).hasSize(SEATS * (240 + older)).doesNotHaveDuplicates();
    assertThat(calls.get(COORDINATOR, "/api/v1/follow-ups?limit=200").get("items")).hasSize(200);
  }

  /** Sessions that began an hour ago; who came is told by a list, and each is closed. */
  private void hold(UUID course, int number) {
    UUID[] ids = Stream.generate(Ids::next).limit(number).toArray(UUID[]::new);
    database
        .sql(
            """
            with held as (
              insert into session (id, course_id, unit, joint_units, mode, starts_at, minutes, capacity,
                                   programmes, state, computers, internet, version)
              select id, :course, 'IL.YEAR.A1.D1', '{}', 'ON_SITE', now() - interval '1 hour', 60, 15,
                     '{NOSHMIM}', 'CONFIRMED', 10, true, 3
                from unnest(:ids) as id
              returning id)
            insert into registration (id, session_id, trainee, unit, role, state, during)
            select gen_random_uuid(), id, 'year-' || id || '-' || n, 'IL.YEAR.A1.D1',
                   'family-social-worker', 'REGISTERED', tstzrange(now(), now() + interval '1 minute')
              from held, generate_series(1, 10) as n
            """)
        .bind("course", course)
        .bind("ids", ids)
        .then()
        .block();
    List<String[]> rows =
        Stream.of(ids)
            .flatMap(
                id ->
                    Stream.iterate(1, n -> n + 1)
                        .limit(SEATS)
                        .map(n -> new String[] {id.toString(), "year-" + id + "-" + n}))
            .toList();
    giveAddresses(rows.stream().map(row -> row[1]).toList());
    String list =
        rows.stream()
            .map(row -> row[0] + "," + row[1])
            .collect(Collectors.joining("\n", "sessionId,trainee\n", ""));
    JsonNode taken =
        Answers.json(
            http.post()
                .uri("/api/v1/attendance-imports")
                .headers(headers -> headers.setBearerAuth(COORDINATOR))
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(list)
                .exchange(),
            202);
    assertThat(taken.get("done").asInt()).isEqualTo(SEATS * number);
    for (UUID id : ids) {
      calls.put(
          COORDINATOR,
          "/api/v1/sessions/" + id + "/closure",
          4,
          "{\"contactWorkers\": [\"" + someSeat(id) + "\"]}",
          200);
    }
  }

  private UUID someSeat(UUID session) {
    return database
        .sql("select id from registration where session_id = :id limit 1")
        .bind("id", session)
        .map(row -> row.get("id", UUID.class))
        .one()
        .block();
  }

  private void giveAddresses(List<String> trainees) {
    database
        .sql(
            """
            insert into mail_address (trainee, sealed, language, set_at)
            select trainee, decode(sealed, 'hex'), 'he', now()
              from unnest(:trainees::text[], :sealed::text[]) as planted (trainee, sealed)
            """)
        .bind("trainees", trainees.toArray(String[]::new))
        .bind(
            "sealed",
            trainees.stream()
                .map(name -> HexFormat.of().formatHex(secrets.seal(name, name + "@year.test")))
                .toArray(String[]::new))
        .then()
        .block();
  }

  /** And what is due by then is sent. */
  private void daysPass(int days) {
    for (String move :
        List.of(
            """
            update session set starts_at = starts_at - :days * interval '1 day'
             where unit = 'IL.YEAR.A1.D1'
            """,
            """
            update follow_up set due_at = due_at - :days * interval '1 day'
             where session_id in (select id from session where unit = 'IL.YEAR.A1.D1')
            """,
            """
            update follow_up_mail set next_try_at = next_try_at - :days * interval '1 day'
             where follow_up_id in (select follow_up.id from follow_up join session on session.id = session_id
                                     where unit = 'IL.YEAR.A1.D1')
            """)) {
      database.sql(move).bind("days", days).then().block();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> mails("state = 'DUE' and next_try_at <= now() + interval '1 hour'") == 0);
  }

  private int held(LocalDate from, LocalDate until) {
    return calls
        .get(COORDINATOR, "/api/v1/session-figures?from=%s&until=%s".formatted(from, until))
        .get("sessions")
        .asInt();
  }

  private int mails(String condition) {
    return database
        .sql(
            """
            select count(*)::int as mails
              from (select mail.state, next_try_at from follow_up_mail as mail
                      join registration on registration.id = registration_id
                     where unit = 'IL.YEAR.A1.D1') as mail
             where
            """
                + condition)
        .map(row -> row.get("mails", Integer.class))
        .one()
        .block();
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }
}
