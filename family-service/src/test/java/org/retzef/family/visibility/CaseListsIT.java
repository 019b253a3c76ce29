package org.retzef.family.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Lists that are walked through an index show what a plain statement finds, in its order, whoever
 * asks and however long the pages are.
 */
@RetzefIT
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseListsIT {

  private static final String AUTHORITY = "IL.SOUTH.A2560";
  private static final String HERE = AUTHORITY + ".D281";
  private static final String BESIDE = AUTHORITY + ".D282";
  private static final String ELSEWHERE = "IL.SOUTH.A0031.D281";
  private static final List<String> UNITS = List.of(HERE, HERE + ".C1", AUTHORITY, ELSEWHERE);

  private static final List<String> WORKERS = List.of("case-lists-1", "case-lists-2");

  /** The last one holds nothing. */
  private static final List<String> CALLERS = List.of("case-lists-1", "case-lists-2", "nobody");

  private static final String OF_UNIT =
      "select id::text as it from family where merged_into is null and unit <@ :unit::ltree order by id";

  private static final String OF_WORKER =
      """
      select id::text as it
        from family
       where merged_into is null and (unit <@ :unit::ltree or unit @> :unit::ltree)
         and id in (select family_id
                      from assignment
                     where worker = :worker
                       and (status in ('PROPOSED', 'ACTIVE')
                            or (status = 'HANDED_OVER' and ended_at > now() - interval '30 days')))
       order by id
      """;

  private static final String OPEN =
      """
      select assignment.id::text as it
        from assignment
        join family on family.id = family_id and merged_into is null and erased_at is null
       where worker = :worker and status in ('PROPOSED', 'ACTIVE')
       order by assignment.id
      """;

  private static final String UNATTENDED =
      """
      select family.id || ' ' || state || ' ' || coalesce(worker, 'null') as it
        from family
        left join lateral (
          select worker, status
            from assignment
           where family_id = family.id
             and field_role in ('FAMILY_SOCIAL_WORKER', 'OTZMA_WORKER', 'TEAM_LEAD')
           order by status = 'ACTIVE' desc, status = 'PROPOSED' desc, assignment.id desc
           limit 1) as last on true
       cross join lateral (
         select case status when 'HANDED_OVER' then 'ENDED'
                            else coalesce(status, 'NEVER_ASSIGNED') end as state) as told
       where merged_into is null and erased_at is null and unit <@ :unit::ltree
         and state <> 'ACTIVE' and state like :state
       order by family.id
      """;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @BeforeAll
  void fill() {
    for (String department : List.of(HERE, BESIDE, ELSEWHERE)) {
      FilledFamily.openDepartment(http, department);
    }
    new Caseload(database, List.of(HERE, BESIDE, ELSEWHERE), WORKERS).fill();
  }

  @Test
  void wholeUnitsAreListed() {
    for (String role : List.of("family-social-worker", "team-lead", "department-head")) {
      for (String unit : UNITS) {
        List<String> expected = found(OF_UNIT, Map.of("unit", unit));
        assertPages(Desk.of(http, "nobody", unit, role), "/families", "id", expected);
      }
    }
    assertThat(found(OF_UNIT, Map.of("unit", HERE))).hasSizeGreaterThan(20);
  }

  @Test
  void ownFamiliesAreListed() {
    for (String role : List.of("family-companion", "otzma-worker")) {
      for (String unit : UNITS) {
        for (String caller : CALLERS) {
          List<String> expected = found(OF_WORKER, Map.of("unit", unit, "worker", caller));
          assertPages(Desk.of(http, caller, unit, role), "/families", "id", expected);
        }
      }
    }
    for (String worker : WORKERS) {
      assertThat(found(OF_WORKER, Map.of("unit", HERE, "worker", worker))).hasSizeGreaterThan(7);
    }
  }

  @Test
  void openAssignmentsAreListed() {
    for (String caller : CALLERS) {
      List<String> expected = found(OPEN, Map.of("worker", caller));
      assertPages(Desk.of(http, caller, HERE, "family-companion"), "/assignments", "id", expected);
    }
    assertThat(found(OPEN, Map.of("worker", WORKERS.getFirst()))).hasSizeGreaterThan(20);
  }

  @Test
  void unattendedFamiliesAreListed() {
    for (String role : List.of("team-lead", "department-head")) {
      for (String unit : List.of(HERE, AUTHORITY, ELSEWHERE)) {
        assertUnattended(Desk.of(http, "nobody", unit, role), unit, "%", "?");
        for (String state : List.of("NEVER_ASSIGNED", "PROPOSED", "DECLINED", "ENDED")) {
          assertUnattended(Desk.of(http, "nobody", unit, role), unit, state, "?state=" + state);
        }
      }
    }
    assertThat(found(UNATTENDED, Map.of("unit", AUTHORITY, "state", "%")))
        .anyMatch(line -> line.contains("NEVER_ASSIGNED"))
        .anyMatch(line -> line.contains("PROPOSED"))
        .anyMatch(line -> line.contains("DECLINED"))
        .anyMatch(line -> line.contains("ENDED"));
  }

  private void assertUnattended(Desk desk, String unit, String state, String query) {
    assertPages(
        desk,
        "/units/" + unit + "/assignments/unattended" + query,
        item ->
            "%s %s %s"
                .formatted(
                    item.get("familyId").asString(),
                    item.get("state").asString(),
                    item.get("worker").asString("null")),
        found(UNATTENDED, Map.of("unit", unit, "state", state)));
  }

  private static void assertPages(Desk desk, String path, String field, List<String> expected) {
    assertPages(desk, path + "?", item -> item.get(field).asString(), expected);
  }

  private static void assertPages(
      Desk desk, String path, Function<JsonNode, String> line, List<String> expected) {
    for (int limit : List.of(3, 200)) {
      assertThat(pages(desk, path + "&limit=" + limit, line))
          .as("%s as %s by %d", path, desk.subject(), limit)
          .isEqualTo(expected);
    }
  }

  private static List<String> pages(Desk desk, String path, Function<JsonNode, String> line) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = desk.read(path + cursor);
      page.get("items").forEach(item -> all.add(line.apply(item)));
      cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
    }
    return all;
  }

  private List<String> found(String sql, Map<String, Object> values) {
    return database.sql(sql).bindValues(values).mapValue(String.class).all().collectList().block();
  }
}
