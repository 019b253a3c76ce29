package org.retzef.family.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.Reads;
import org.retzef.family.registration.Requests;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Two families that have everything a family can have become one and two again. What a family can
 * have is asked of the database and of the service's table of rules, so that a new table or
 * endpoint is held to it without a word here.
 */
@RetzefIT
class MergeConservationIT {

  /** Made anew by a merger, or its own notes. */
  private static final Set<String> NOT_CONSERVED =
      Set.of("family", "family_key", "family_search", "family_merge", "family_merge_row");

  /** Who is erased is merged with nobody. */
  private static final Set<String> NOT_OF_THE_LIVING = Set.of("erasure");

  /** What waits with the merged family, because its survivor has one already. */
  private static final Set<String> WAITING =
      Set.of(
          "assignment",
          "conflict_of_interest",
          "consent",
          "family_transfer",
          "fit_answers",
          "later_single");

  /** What is said of two families stays said of them. */
  private static final String VERDICT = "duplicate_verdict";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private AccessRules rules;

  /** A column that refers to another table's. */
  private record Reference(String table, String column, String target, String targetColumn) {}

  @BeforeEach
  void tablesOfALaterFeature() {
    run("create table later_feature (id uuid primary key, family_id uuid references family)");
    run("create table later_single (family_id uuid primary key references family, note text)");
  }

  @AfterEach
  void dropThem() {
    run("drop table later_feature");
    run("drop table later_single");
  }

  @Test
  void conservesWhatEitherHadAndGivesEachBackByteByByte() {
    String department = "IL.SOUTH.A2560.D73";
    FilledFamily.openDepartment(http, department);
    FilledFamily survivor = filled(department, 73_000_001, "MAPA");
    FilledFamily merged = filled(department, 73_000_002, "NOSHMIM_ROUTINE");
    isNotTheSameAs(Desk.of(http, "filler", department, "family-social-worker"), merged);
    Map<String, List<String>> rows = rows(survivor, merged);
    Map<String, String> answers = answers(survivor, merged);
    assertThat(tablesWithout(merged)).as("fill these in FilledFamily").isEmpty();

    String merge = merge(survivor, merged);
    rows(survivor, merged)
        .forEach((place, found) -> assertThat(found).as(place).hasSameSizeAs(rows.get(place)));
    assertThat(tablesOf(merged)).containsAll(WAITING).hasSize(WAITING.size() + 1).contains(VERDICT);
    assertNobodySees(merged, survivor);
    assertThat(timeline(survivor))
        .as("of both, and the merger")
        .hasSize(rows.get("timeline_entry.family_id").size() + 1);

    undo(merge, department);
    assertThat(rows(survivor, merged)).isEqualTo(rows);
    assertThat(answers(survivor, merged)).isEqualTo(answers);
  }

  private FilledFamily filled(String department, int number, String track) {
    FilledFamily family = FilledFamily.in(http, department, "כפולני", number, track);
    run("insert into later_feature values (uuidv7(), '" + family.id() + "')");
    run("insert into later_single values ('" + family.id() + "', 'only one')");
    return family;
  }

  private static void isNotTheSameAs(Desk worker, FilledFamily family) {
    String other =
        Answers.id(
            worker.post(
                "/families", Requests.family(Map.of(Requests.DEPARTMENT, family.department()))));
    worker
        .send(
            HttpMethod.PUT,
            family.path() + "/duplicates/" + other,
            "{\"verdict\": \"NOT_THE_SAME\"}",
            "\"0\"",
            null)
        .expectStatus()
        .isOk();
  }

  private String merge(FilledFamily survivor, FilledFamily merged) {
    Desk lead = Desk.of(http, "merging-lead", survivor.department(), "team-lead");
    return Answers.id(
        lead.post(
            "/families/merges",
            """
            {"survivorId": "%s", "mergedId": "%s", "mergedVersion": 2,
             "reasonCode": "REGISTERED_TWICE"}
            """
                .formatted(survivor.id(), merged.id()),
            "\"2\""));
  }

  private void undo(String merge, String department) {
    Desk.of(http, "merging-lead", department, "team-lead")
        .send(HttpMethod.POST, "/families/merges/" + merge + "/reversal", null, "\"1\"", null)
        .expectStatus()
        .isOk();
  }

  /** Neither by its own address nor in any list, nor by what waits with it. */
  private void assertNobodySees(FilledFamily merged, FilledFamily survivor) {
    for (FilledFamily asked : List.of(merged, survivor)) {
      new Reads(http, rules)
          .ask(
              asked,
              answer -> {
                String path = answer.path() + " as " + answer.role();
                boolean ofMerged = path.contains(merged.id());
                boolean tellsOfMergers =
                    answer.route().contains("/merges")
                        || answer.route().endsWith("/timeline")
                        || answer.route().equals("/api/v1/audit")
                        || answer.route().equals("/api/v1/partner/changes") // what was told stays
                        || "family-merged".equals(answer.body().path("code").asString(""))
                        || answer.route().endsWith("/contact-details");
                if (ofMerged && !answer.route().endsWith("/contact-details")) {
                  assertThat(answer.status()).as(path).isEqualTo(404);
                }
                if (!tellsOfMergers) {
                  assertThat(answer.body().toString()).as(path).doesNotContain(merged.id());
                }
              });
    }
  }

  private List<JsonNode> timeline(FilledFamily family) {
    return List.copyOf(
        Desk.of(http, "filler", family.department(), "family-social-worker")
            .read(family.path() + "/timeline?limit=200")
            .get("items")
            .values());
  }

  /**
   * But for versions, which the tables are compared by, the mergers, and what changes by itself.
   */
  private Map<String, String> answers(FilledFamily... families) {
    Map<String, String> answers = new TreeMap<>();
    for (FilledFamily family : families) {
      new Reads(http, rules)
          .all(family)
          .forEach(
              (path, answer) -> {
                if (!path.contains("/merges")
                    && !path.contains("/measures")
                    && !path.contains("/audit")) {
                  answers.put(path, withoutMergers(answer));
                }
              });
    }
    return answers;
  }

  private static String withoutMergers(Reads.Answer answer) {
    JsonNode items = answer.body().path("items");
    String shown =
        answer.route().endsWith("/timeline") && items.isArray()
            ? items
                .valueStream()
                .filter(entry -> !entry.get("kind").asString().equals("family.merged"))
                .map(JsonNode::toString)
                .collect(Collectors.joining())
            : answer.body().toString();
    return answer.status()
        + shown.replaceAll("\"version\":\\d+", "").replaceAll("\"traceId\":\"[^\"]*\"", "");
  }

  private Set<String> tablesWithout(FilledFamily family) {
    Set<String> all = new HashSet<>();
    references().stream()
        .filter(reference -> isOfFamilies(reference.target()))
        .forEach(reference -> all.add(reference.table()));
    all.removeAll(NOT_CONSERVED);
    all.removeAll(NOT_OF_THE_LIVING);
    all.removeAll(tablesOf(family));
    return all;
  }

  private Set<String> tablesOf(FilledFamily family) {
    return references().stream()
        .filter(reference -> isOfFamilies(reference.target()))
        .filter(reference -> !NOT_CONSERVED.contains(reference.table()))
        .filter(reference -> !rowsOf(reference, List.of(family.id())).isEmpty())
        .map(Reference::table)
        .collect(Collectors.toSet());
  }

  private static boolean isOfFamilies(String table) {
    return table.equals("family") || table.equals("family_key");
  }

  /** All that refers to the two, and all that refers to that, by table and column. */
  private Map<String, List<String>> rows(FilledFamily one, FilledFamily other) {
    List<Reference> references = references();
    Map<String, List<String>> rows = new TreeMap<>();
    for (String root : List.of("family", "family_key")) {
      follow(references, root, List.of(one.id(), other.id()), rows);
    }
    return rows;
  }

  private void follow(
      List<Reference> references,
      String target,
      List<String> keys,
      Map<String, List<String>> rows) {
    for (Reference reference : references) {
      String place = reference.table() + "." + reference.column();
      if (!reference.target().equals(target)
          || NOT_CONSERVED.contains(reference.table())
          || reference.table().equals("family_merge_member")
          || rows.containsKey(place)) {
        continue;
      }
      rows.put(place, rowsOf(reference, keys));
      references.stream()
          .filter(next -> next.target().equals(reference.table()))
          .map(Reference::targetColumn)
          .distinct()
          .forEach(
              column ->
                  follow(
                      references,
                      reference.table(),
                      texts(
                          "select %s::text as it from %s where %s"
                              .formatted(column, reference.table(), among(reference, keys))),
                      rows));
    }
  }

  private List<String> rowsOf(Reference reference, List<String> keys) {
    String table = reference.table();
    return new ArrayList<>(
        texts(
                "select %s::text as it from %s where %s order by 1"
                    .formatted(table, table, among(reference, keys)))
            .stream()
            .filter(row -> !row.contains(",family.merged,"))
            .toList());
  }

  private static String among(Reference reference, List<String> keys) {
    return keys.stream()
        .collect(Collectors.joining("','", reference.column() + "::text in ('", "')"));
  }

  private List<Reference> references() {
    return database
        .sql(
            """
            select conrelid::regclass::text as child, own.attname as child_column,
                   confrelid::regclass::text as target, other.attname as target_column
              from pg_constraint
              join pg_attribute own on own.attrelid = conrelid and own.attnum = conkey[1]
              join pg_attribute other on other.attrelid = confrelid and other.attnum = confkey[1]
             where contype = 'f' and conparentid = 0
             order by 1, 2
            """)
        .map(
            row ->
                new Reference(
                    row.get("child", String.class),
                    row.get("child_column", String.class),
                    row.get("target", String.class),
                    row.get("target_column", String.class)))
        .all()
        .collectList()
        .block();
  }

  private void run(String sql) {
    database.sql(sql).then().block();
  }

  private List<String> texts(String sql) {
    return database.sql(sql).map(row -> row.get("it", String.class)).all().collectList().block();
  }
}
