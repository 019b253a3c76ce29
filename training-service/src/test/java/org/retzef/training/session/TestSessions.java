package org.retzef.training.session;

import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.retzef.platform.testing.TestTokens;
import org.retzef.training.Calls;
import org.retzef.training.unit.TestUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Sessions that are held, over HTTP; only time is pushed in the database. */
public final class TestSessions {

  private static final AtomicInteger HOURS = new AtomicInteger();

  private final Calls calls;
  private final DatabaseClient database;

  public TestSessions(WebTestClient http, DatabaseClient database) {
    this.calls = new Calls(http);
    this.database = database;
    TestUnits.plant(database);
  }

  /** A worker, by a personal user name. */
  public record Trainee(String name, String unit, String role) {

    public String token() {
      return TestTokens.token(name, unit, role);
    }
  }

  /** A session and its seats, in the order of its trainees. */
  public record Held(UUID id, String course, List<String> seats, long version) {

    public String uri() {
      return "/api/v1/sessions/" + id;
    }

    public String seat(int number) {
      return seats.get(number);
    }
  }

  public String course(String unit) {
    return calls
        .post(
            Calls.TRAINING,
            "/api/v1/courses",
            """
            {"unit": "%s", "nameHe": "מיצוי זכויות", "nameAr": "استنفاد الحقوق", "nameEn": "Rights",
             "language": "he", "audience": ["SOCIAL_WORKER"], "hours": 4}
            """
                .formatted(unit),
            201)
        .get("id")
        .asString();
  }

  public UUID planned(String course, String unit, String mode, String... jointUnits) {
    JsonNode session =
        calls.post(
            Calls.TRAINING,
            "/api/v1/sessions",
            """
            {"courseId": "%s", "unit": "%s", "jointUnits": %s, "mode": "%s", "startsAt": "%s",
             "minutes": 120, "capacity": 30, "programmes": ["NOSHMIM"]}
            """
                .formatted(course, unit, list(List.of(jointUnits)), mode, nextHour()),
            201);
    return UUID.fromString(session.get("id").asString());
  }

  /** Confirmed, with seats taken, and begun so many days ago; nobody is recorded yet. */
  public Held begun(int daysAgo, String host, List<Trainee> trainees) {
    return begun(course("IL"), "ON_SITE", daysAgo, host, trainees);
  }

  public Held begun(String course, String mode, int daysAgo, String host, List<Trainee> trainees) {
    String[] others =
        trainees.stream()
            .map(Trainee::unit)
            .filter(unit -> !unit.equals(host))
            .distinct()
            .toArray(String[]::new);
    UUID id = planned(course, host, mode, others);
    String uri = "/api/v1/sessions/" + id;
    calls.put(
        Calls.TRAINING,
        uri + "/infrastructure-check",
        1,
        "{\"computers\": 30, \"internet\": true}",
        200);
    calls.put(Calls.TRAINING, uri + "/confirmation", 2, null, 200);
    List<String> seats =
        trainees.stream()
            .map(
                trainee ->
                    calls
                        .post(
                            trainee.token(), uri + "/registrations", "{\"waitIfFull\": false}", 201)
                        .get("id")
                        .asString())
            .toList();
    pass(
        "update session set starts_at = now() - interval '1 hour' - :days * interval '1 day' where id = :id",
        id,
        daysAgo);
    return new Held(id, course, seats, 3);
  }

  /** Who came is recorded; the version after it. */
  public Held attended(Held session, List<String> seats) {
    calls.put(
        Calls.TRAINING,
        session.uri() + "/attendance",
        session.version(),
        "{\"registrations\": " + list(seats) + "}",
        200);
    return new Held(session.id(), session.course(), session.seats(), session.version() + 1);
  }

  public Held closed(Held session, List<String> contactWorkers) {
    calls.put(
        Calls.TRAINING,
        session.uri() + "/closure",
        session.version(),
        "{\"contactWorkers\": " + list(contactWorkers) + "}",
        200);
    return new Held(session.id(), session.course(), session.seats(), session.version() + 1);
  }

  /** Time passes for the follow-ups of a session, once nobody is sending any. */
  public void daysPass(Held session, int days) {
    await().until(() -> underWay(session) == 0);
    pass(
        """
        update follow_up_mail set next_try_at = next_try_at - :days * interval '1 day'
         where follow_up_id in (select id from follow_up where session_id = :id)
        """,
        session.id(),
        days);
    pass(
        "update follow_up set due_at = due_at - :days * interval '1 day' where session_id = :id",
        session.id(),
        days);
  }

  private long underWay(Held session) {
    return database
        .sql(
            """
            select count(*) as mails from follow_up_mail as mail join follow_up on follow_up.id = follow_up_id
             where session_id = :id and mail.state = 'DUE' and attempts > 0
            """)
        .bind("id", session.id())
        .map(row -> row.get("mails", Long.class))
        .one()
        .block();
  }

  private void pass(String sql, UUID id, int days) {
    database.sql(sql).bind("id", id).bind("days", days).then().block();
  }

  /** No two sessions of a test overlap. */
  private static Instant nextHour() {
    return Instant.now()
        .truncatedTo(ChronoUnit.HOURS)
        .plus(24L * 400 + 6L * HOURS.incrementAndGet(), ChronoUnit.HOURS);
  }

  private static String list(List<String> values) {
    return values.stream()
        .map(value -> "\"" + value + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
