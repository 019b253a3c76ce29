package org.retzef.training.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.session.TestSessions.Held;
import org.retzef.training.session.TestSessions.Trainee;
import org.retzef.training.unit.TestUnits;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Sessions by the thousand: lists of attendance, and a district's calendar. */
@RetzefIT
class AttendanceImportIT {

  private static final String HOST = "IL.SOUTH.A2630.D1";

  /** More with -Dretzef.attendances=10000. */
  private static final int ATTENDANCES = Integer.getInteger("retzef.attendances", 2_000);

  /** More with -Dretzef.sessions=100000. */
  private static final int SESSIONS = Integer.getInteger("retzef.sessions", 5_000);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private Calls calls;
  private TestSessions sessions;

  @BeforeEach
  void begin() {
    calls = new Calls(http.mutate().responseTimeout(Duration.ofMinutes(1)).build());
    sessions = new TestSessions(http, database);
  }

  @Test
  void takesWhoCameAndNamesTheRowsThatItDoesNot() {
    var came = new Trainee("import-1", HOST, "team-lead");
    var alsoCame = new Trainee("import-2", HOST, "team-lead");
    Held begun = sessions.begun(0, HOST, List.of(came, alsoCame));
    UUID planned = sessions.planned(begun.course(), HOST, "REMOTE");
    String file =
        """
        sessionId,trainee
        %1$s,import-1
        %1$s,import-2
        %1$s,import-1
        %1$s,somebody
        %2$s,import-1
        %3$s,import-1
        nonsense,import-1
        """
            .formatted(begun.id(), planned, UUID.randomUUID());
    assertThat(send(Calls.STRANGER, file, false).get("done").asInt()).isZero();
    assertThat(send(Calls.TRAINING, file, true).get("done").asInt()).isEqualTo(2);
    JsonNode taken = send(Calls.TRAINING, file, false);
    assertThat(taken.get("done").asInt()).isEqualTo(2);
    assertThat(taken.get("repeated").asInt()).isEqualTo(1);
    assertThat(taken.get("faults").toString())
        .contains("\"row\":4,\"field\":\"trainee\",\"code\":\"trainee-not-registered\"")
        .contains("\"row\":5,\"field\":\"sessionId\",\"code\":\"session-not-confirmed\"")
        .contains("\"row\":6,\"field\":\"sessionId\",\"code\":\"session-not-found\"")
        .contains("\"row\":7,\"field\":\"sessionId\",\"code\":\"id-invalid\"")
        .doesNotContain("somebody");
    assertThat(send(Calls.TRAINING, file, false).get("done").asInt()).isZero();
    assertThat(calls.get(Calls.TRAINING, begun.uri()).get("version").asInt()).isEqualTo(4);
  }

  @Test
  void takesThousandsWithTheirFollowUps() {
    UUID course = UUID.fromString(sessions.course("IL"));
    database
        .sql(
            """
            with held as (
              insert into session (id, course_id, unit, joint_units, mode, starts_at, minutes, capacity,
                                   programmes, state, computers, internet, version)
              select gen_random_uuid(), :course, 'IL.SOUTH.A2630.D1', '{}', 'REMOTE', now() - interval '1 day',
                     60, 20, '{NOSHMIM}', 'CONFIRMED', 0, true, 3
                from generate_series(1, :sessions)
              returning id)
            insert into registration (id, session_id, trainee, unit, role, state, during)
            select gen_random_uuid(), id, 'crowd-' || id || '-' || n, 'IL.SOUTH.A2630.D1', 'team-lead', 'REGISTERED',
                   tstzrange(now(), now() + interval '1 minute')
              from held, generate_series(1, 20) as n
            """)
        .bind("course", course)
        .bind("sessions", ATTENDANCES / 20)
        .then()
        .block();
    String file =
        "sessionId,trainee\n"
            + String.join(
                "\n",
                database
                    .sql(
                        """
                        select session_id || ',' || trainee as line from registration
                         where trainee like 'crowd-%' order by random()
                        """)
                    .map(row -> row.get("line", String.class))
                    .all()
                    .collectList()
                    .block());
    long begin = System.nanoTime();
    JsonNode taken = send(Calls.TRAINING, file, false);
    System.out.printf(
        "%d attendances took %d ms%n",
        ATTENDANCES, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    assertThat(taken.get("done").asInt()).isEqualTo(ATTENDANCES);
    Integer mails =
        database
            .sql(
                """
                select count(*)::int as mails from follow_up_mail
                  join registration on registration.id = registration_id
                 where trainee like 'crowd-%'
                """)
            .map(row -> row.get("mails", Integer.class))
            .one()
            .block();
    assertThat(mails).isEqualTo(3 * ATTENDANCES);
  }

  @Test
  void showsADistrictsMonthQuicklyHoweverManySessionsThereAre() {
    String district = "IL.CALENDAR";
    TestUnits.plant(database, district, district + ".A1", district + ".A1.D1");
    UUID course = UUID.fromString(sessions.course("IL"));
    for (int from = 1; from <= SESSIONS; from += 10_000) {
      plan(course, from, Math.min(SESSIONS, from + 9_999));
    }
    database.sql("analyze session").then().block();
    String token = TestTokens.token("c-1", district, "district-coordinator");
    String month = "/api/v1/sessions/calendar?district=" + district + "&month=2031-01&limit=100";
    JsonNode first = calls.get(token, month);
    assertThat(first.get("items")).hasSize(100);
    List<String> seen = new ArrayList<>();
    JsonNode page = first;
    while (true) {
      page.get("items").forEach(session -> seen.add(session.get("startsAt").asString()));
      if (page.get("next").isNull()) {
        break;
      }
      page = calls.get(token, month + "&cursor=" + page.get("next").asString());
    }
    assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(800);
    assertThat(seen.getLast()).startsWith("2031-01-31");
    assertThat(calls.get(Calls.STRANGER, month).get("items")).isEmpty();
    // what is measured is the service, and not the check of its answers
    Calls unchecked = new Calls(http.mutate().filters(List::clear).build());
    long[] nanos = new long[300];
    for (int i = -100; i < nanos.length; i++) {
      long begin = System.nanoTime();
      unchecked.get(token, month);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - begin;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "A month took %d us (p50), %d us (p99) with %d sessions%n",
        nanos[150] / 1000, nanos[296] / 1000, SESSIONS);
    calls.faultyQuery(token, month.replace("2031-01", "January"), "month", "month-invalid");
  }

  /** One every 13 minutes, a quarter of them of the district that is looked at. */
  private void plan(UUID course, int from, int to) {
    database
        .sql(
            """
            insert into session (id, course_id, unit, joint_units, mode, starts_at, minutes, capacity,
                                 programmes, state, version)
            select gen_random_uuid(), :course,
                   (case n % 4 when 0 then 'IL.CALENDAR.A1.D1' else 'IL.JERUSALEM.A3000.D' || n % 50 end)::ltree,
                   '{}', 'REMOTE', timestamptz '2031-01-01' + n * interval '13 minutes', 60, 20,
                   '{NOSHMIM}', 'PLANNED', 1
              from generate_series(:from, :to) as n
            """)
        .bind("course", course)
        .bind("from", from)
        .bind("to", to)
        .then()
        .block();
  }

  @Test
  void invitesWithAnEntryForCalendarPrograms() {
    UUID session = sessions.planned(sessions.course("IL"), HOST, "REMOTE");
    String worker = TestTokens.token("w-1", HOST, "family-social-worker");
    String entry =
        Calls.body(
            http.get()
                .uri("/api/v1/sessions/" + session + "/invitation")
                .headers(headers -> headers.setBearerAuth(worker))
                .accept(MediaType.parseMediaType("text/calendar"))
                .exchange(),
            200);
    assertThat(entry)
        .startsWith("BEGIN:VCALENDAR")
        .contains(
            "UID:" + session, "STATUS:TENTATIVE", "SEQUENCE:1", "DTSTART:", "SUMMARY:מיצוי זכויות");
  }

  private JsonNode send(String token, String file, boolean dryRun) {
    return Answers.json(
        http.mutate()
            .responseTimeout(Duration.ofMinutes(1))
            .build()
            .post()
            .uri("/api/v1/attendance-imports?dryRun=" + dryRun)
            .headers(headers -> headers.setBearerAuth(token))
            .contentType(MediaType.parseMediaType("text/csv"))
            .bodyValue(file)
            .exchange(),
        202);
  }
}
