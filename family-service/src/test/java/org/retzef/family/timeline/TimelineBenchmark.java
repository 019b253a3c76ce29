package org.retzef.family.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.retzef.family.Calls;
import org.retzef.platform.testing.RetzefIT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/**
 * Timeline, completeness and counts of answers over HTTP, with 500,000 families: {@code
 * -Dit.test=TimelineBenchmark}. Each family has 8 entries, half have a contact of the last 60 days,
 * a third an assessment and a plan.
 */
@RetzefIT
class TimelineBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(TimelineBenchmark.class);
  private static final int FAMILIES = Integer.getInteger("retzef.benchmark.families", 500_000);

  @Autowired private DatabaseClient database;
  @Autowired private WebTestClient http;

  private final Random random = new Random(7);
  private Calls calls;

  @Test
  void tellsHowLongReadingTakes() {
    calls = new Calls(http);
    fill();
    String department = departments().getFirst();
    String head = Calls.token("head", department, "department-head");
    String national = Calls.token("n", "IL", "national-manager");
    List<String> families = families(department);
    measure(
        "timeline of a family", 3000, () -> get(head, "/families/" + any(families) + "/timeline"));
    measure(
        "completeness of a family",
        1000,
        () -> get(head, "/families/" + any(families) + "/completeness"));
    measure(
        "completeness of a department",
        30,
        () -> get(head, "/units/" + department + "/completeness"));
    measure(
        "gaps of a department",
        100,
        () -> get(head, "/units/" + department + "/completeness/gaps"));
    measure(
        "plan reviews of a department",
        100,
        () -> get(head, "/units/" + department + "/plan-reviews?dueBefore=2099-01-01"));
    String summary = "/assessments/summary?from=2025-06-01&to=2027-01-01";
    measure("summary of a department", 30, () -> get(head, "/units/" + department + summary));
    measure("summary of a district", 5, () -> get(national, "/units/IL.SOUTH" + summary));
    measure("completeness of a district", 5, () -> get(national, "/units/IL.SOUTH/completeness"));
  }

  private void measure(String what, int times, Runnable call) {
    long[] took = new long[times];
    for (int i = -times / 5; i < times; i++) {
      long start = System.nanoTime();
      call.run();
      if (i >= 0) {
        took[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(took);
    LOG.info(
        "{}: p50 {} ms, p99 {} ms, most {} ms, of {}",
        what,
        took[times / 2] / 1_000_000.0,
        took[times * 99 / 100] / 1_000_000.0,
        took[times - 1] / 1_000_000.0,
        times);
  }

  private void get(String token, String path) {
    int status = calls.get(token, path).returnResult(String.class).getStatus().value();
    if (status != 200) {
      LOG.info("{} answered with {}", path, status);
    }
  }

  private String any(List<String> families) {
    return families.get(random.nextInt(families.size()));
  }

  private void fill() {
    run(
        """
        insert into family (id, unit, preferred_language, sealed_contact, contact_since)
        select uuidv7(), d.path, 'he', '', current_date
          from generate_series(1, %d) as n
          join (select path, row_number() over (order by path) as k from unit where kind = 'DEPARTMENT') as d
            on d.k = 1 + n %% 125
        """
            .formatted(FAMILIES));
    run(
        """
        insert into member (id, family_id, relation, relation_since, sex, birth_date, sealed_identity, joined_on, has_national_id)
        select uuidv7(), id, 'HEAD', current_date, 'FEMALE', '1990-01-01', '', current_date, true from family
        """);
    run(
        """
        insert into timeline_entry (family_id, at, kind, actor, facts)
        select id, now(), 'contact.logged', 'worker-1',
               jsonb_build_object('contactId', uuidv7(), 'unit', unit::text, 'kind', 'CALL', 'domains', '["INCOME"]'::jsonb)
          from generate_series(1, 8), family
        """);
    run(
        """
        insert into contact (id, family_id, unit, kind, direction, happened_on, domains, worker, logged_at)
        select uuidv7(), id, unit, 'CALL', 'BY_WORKER', current_date - (random() * 120)::int, '{}', 'worker-1', now()
          from family
        """);
    run(
        """
        insert into assessment (id, family_id, unit, assessed_on, form, form_version, answers, recorded_by, recorded_at)
        select uuidv7(), id, unit, current_date - (random() * 300)::int, 'ROUTINE', 1,
               jsonb_build_object('incomeRating', 1 + (random() * 4)::int, 'housingRating', 1 + (random() * 4)::int,
                                  'healthRating', 3, 'basicNeedsMissing', '["FOOD"]'::jsonb), 'w', now()
          from family where random() < 0.33
        """);
    run(
        """
        insert into plan (id, family_id, approved_version, review_on)
        select uuidv7(), id, 1, current_date + (random() * 300 - 100)::int from family where random() < 0.33
        """);
    for (String table :
        List.of("family", "member", "timeline_entry", "contact", "assessment", "plan")) {
      run("vacuum analyze " + table);
    }
    LOG.info("filled with {} families", FAMILIES);
  }

  private List<String> departments() {
    return texts(
        "select path::text as text from unit where kind = 'DEPARTMENT' order by path limit 125");
  }

  private List<String> families(String department) {
    return new ArrayList<>(
        texts(
            "select id::text as text from family where unit = '%s'::ltree".formatted(department)));
  }

  private List<String> texts(String sql) {
    return database.sql(sql).map(row -> row.get("text", String.class)).all().collectList().block();
  }

  /** Without the time limit that the service's statements have. */
  private void run(String sql) {
    database
        .inConnection(
            connection ->
                Mono.from(connection.createStatement("set statement_timeout = 0").execute())
                    .flatMap(result -> Mono.from(result.getRowsUpdated()))
                    .then(Mono.from(connection.createStatement(sql).execute()))
                    .flatMap(result -> Mono.from(result.getRowsUpdated())))
        .block(java.time.Duration.ofMinutes(10));
  }
}
