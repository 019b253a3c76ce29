package org.retzef.family.visibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Families of some departments and who holds them, made up by chance, the same each time: attended
 * and not, handed over lately and long ago, moved away from whoever held them, merged, erased, and
 * open to somebody by emergency access or referral. Rows and nothing else, for lists.
 */
final class Caseload {

  private static final int FAMILIES = 90;

  private static final List<String> FIELD_ROLES =
      List.of(
          "FAMILY_SOCIAL_WORKER",
          "OTZMA_WORKER",
          "FAMILY_COMPANION",
          "EMPLOYMENT_COORDINATOR",
          "TEAM_LEAD",
          "ACTIVIST",
          "MENTOR",
          "VOLUNTEER");

  /** The changes of an assignment after it was proposed. */
  private static final List<String> ENDS =
      List.of(
          "version = 1",
          "status = 'ACTIVE', accepted_at = now()",
          "status = 'ACTIVE', accepted_at = now()",
          "status = 'DECLINED', ended_at = now()",
          "status = 'ENDED', ended_at = now()",
          "status = 'HANDED_OVER', ended_at = now() - interval '29 days'",
          "status = 'HANDED_OVER', ended_at = now() - interval '31 days'");

  private final DatabaseClient database;
  private final List<String> departments;
  private final List<String> workers;
  private final Random random = new Random(118);
  private final List<UUID> families = new ArrayList<>();

  Caseload(DatabaseClient database, List<String> departments, List<String> workers) {
    this.database = database;
    this.departments = departments;
    this.workers = workers;
  }

  void fill() {
    for (int i = 0; i < FAMILIES; i++) {
      families.add(registered());
    }
    for (UUID family : families) {
      for (int i = random.nextInt(5); i > 0; i--) {
        assign(family);
      }
    }
    for (UUID family : families) {
      happen(family);
    }
  }

  private UUID registered() {
    return database
        .sql(
            """
            insert into family (id, unit, preferred_language, sealed_contact, contact_since)
            values (uuidv7(), :unit::ltree, 'he', '\\x00', '2026-01-01')
            returning id
            """)
        .bind("unit", oneOf(departments))
        .mapValue(UUID.class)
        .one()
        .block();
  }

  /** Where another holds the family in this role already, there is no more to do. */
  private void assign(UUID family) {
    database
        .sql(
            """
            insert into assignment (id, family_id, unit, worker, field_role, status, proposed_by)
            select uuidv7(), id, unit, :worker, :role, 'PROPOSED', 'lead' from family where id = :id
            on conflict do nothing
            returning id
            """)
        .bind("worker", oneOf(workers))
        .bind("role", oneOf(FIELD_ROLES))
        .bind("id", family)
        .mapValue(UUID.class)
        .one()
        .flatMap(
            id ->
                database
                    .sql("update assignment set %s where id = :id".formatted(oneOf(ENDS)))
                    .bind("id", id)
                    .then())
        .block();
  }

  private void happen(UUID family) {
    String worker = oneOf(workers);
    String unit = oneOf(departments);
    switch (random.nextInt(8)) {
      case 0 ->
          run(
              "update family set merged_into = :other where id = :id and id <> :other",
              family,
              Map.of("other", oneOf(families)));
      case 1 ->
          run(
              "update family set erased_at = now(), sealed_contact = null where id = :id",
              family,
              Map.of());
      case 2 ->
          run("update family set unit = :unit::ltree where id = :id", family, Map.of("unit", unit));
      case 3 ->
          run(
              """
              insert into emergency_access (id, family_id, worker, worker_unit, sealed_reason)
              values (uuidv7(), :id, :worker, 'IL', '\\x00')
              """,
              family,
              Map.of("worker", worker));
      case 4 ->
          run(
              """
              insert into referral (id, family_id, unit, to_unit, reason, status, sent_by,
                                    expires_on, answered_by, answered_at)
              select uuidv7(), id, unit, :unit::ltree, 'OTHER', 'ACCEPTED', 'lead', '2030-01-01',
                     'head', now()
                from family where id = :id
              """,
              family,
              Map.of("unit", unit));
      default -> {}
    }
  }

  private void run(String sql, UUID family, Map<String, Object> values) {
    database.sql(sql).bind("id", family).bindValues(values).then().block();
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
