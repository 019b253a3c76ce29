package org.retzef.reporting.sharing.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.retzef.reporting.sharing.agreement.SharedField;
import org.retzef.reporting.sharing.stream.StreamReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The join attack: two partners put their rows side by side by what both tell. */
@RetzefIT
class JoinedRowsIT {

  private static final String AUTHORITY = "IL.HAIFA_NORTH.A7802";
  private static final LocalDate START = LocalDate.of(2021, 2, 1);
  private static final int FAMILIES = 60;
  private static final int K = 10;
  private static final int FIELDS = 10;
  private static final int PROGRAMME = 1;
  private static final int HEAD_AGE = 6;

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Value("${retzef.kafka}")
  private String broker;

  @Test
  void noCombinationOfWhatBothTellIsAloneInBoth() {
    differentFamilies();
    Ministry ministry = new Ministry(http);
    ministry.agreesLive("join-one", everything("ONE", 0, 25, 45, 65));
    ministry.agreesLive("join-other", everything("OTHER", 0, 35, 55).put("place", "DISTRICT"));

    List<List<String>> asAgreed = rows(ministry, "join-one", "bureau-transfers");
    assertThat(alone(asAgreed, rows(ministry, "join-other", "bureau-transfers")))
        .as("the attack finds families where everything is told")
        .isNotEmpty();

    List<List<String>> ones = rows(ministry, "join-one", "extracts");
    List<List<String>> others = rows(ministry, "join-other", "extracts");
    List<List<String>> streamOfOne = streamed("join-one", ones.size());
    List<List<String>> streamOfOther = streamed("join-other", others.size());
    for (List<List<String>> one : List.of(ones, streamOfOne)) {
      for (List<List<String>> other : List.of(others, streamOfOther)) {
        assertThat(alone(one, other)).isEmpty();
      }
    }
    for (List<List<String>> told : List.of(ones, others, streamOfOne, streamOfOther)) {
      assertThat(told).hasSizeGreaterThan(FAMILIES - K);
      assertThat(counts(told, (1 << FIELDS) - 1).values())
          .allSatisfy(alike -> assertThat(alike).isGreaterThanOrEqualTo(K));
    }
    assertThat(ones)
        .as("something is told nevertheless")
        .anyMatch(row -> !row.get(PROGRAMME).isEmpty() && !row.get(HEAD_AGE).isEmpty());
    assertThat(streamOfOne)
        .as("file and stream of a partner tell the same, so that both tell no more than one")
        .containsExactlyInAnyOrderElementsOf(ones);
  }

  /** Combinations of any fields' values that are of one row here and of one row there. */
  private static List<List<String>> alone(List<List<String>> ones, List<List<String>> others) {
    return IntStream.range(1, 1 << FIELDS)
        .boxed()
        .flatMap(
            fields -> {
              Map<List<String>, Long> there = counts(others, fields);
              return counts(ones, fields).entrySet().stream()
                  .filter(here -> here.getValue() == 1)
                  .filter(here -> there.getOrDefault(here.getKey(), 0L) == 1)
                  .map(Map.Entry::getKey);
            })
        .toList();
  }

  private static Map<List<String>, Long> counts(List<List<String>> rows, int fields) {
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, FIELDS)
                    .filter(field -> (fields & 1 << field) != 0)
                    .mapToObj(row::get)
                    .toList())
        .collect(groupingBy(values -> values, counting()));
  }

  private void differentFamilies() {
    try (Families families = new Families()) {
      for (int i = 0; i < FAMILIES; i++) {
        families.enrolled(
            AUTHORITY + ".D" + i % 2,
            i % 3 == 0 ? "MIFGASH" : "NOSHMIM",
            START.plusMonths(i % 29),
            1950 + i % 50);
      }
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> known() == FAMILIES);
  }

  private long known() {
    return Objects.requireNonNull(
        database
            .sql(
                """
                select count(*) from shared_family
                 where household #>> '{home,unit}' like 'IL.HAIFA_NORTH.A7802.%'
                   and household -> 'enrolments' <> '{}'
                """)
            .mapValue(Long.class)
            .one()
            .block());
  }

  private static ObjectNode everything(String partner, int... ageBands) {
    ObjectNode terms = Ministry.terms(partner).put("unit", AUTHORITY);
    terms.withObject("answers").put("wholePicture", false).put("throughBureau", true);
    ArrayNode fields = terms.putArray("fields");
    for (SharedField field : SharedField.values()) {
      fields.add(field.name());
    }
    ArrayNode bands = terms.putArray("ageBands");
    IntStream.of(ageBands).forEach(bands::add);
    return terms;
  }

  /** Without the names. */
  private List<List<String>> rows(Ministry ministry, String code, String kind) {
    String base = "/api/v1/sharing-agreements/" + code + "/" + kind;
    String id = ministry.send("POST", base, Ministry.MANAGER, null, null, 201).get("id").asString();
    byte[] file =
        http.get()
            .uri(base + "/" + id + "/rows")
            .headers(headers -> headers.setBearerAuth(Ministry.MANAGER))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new String(Objects.requireNonNull(file), UTF_8)
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .map(cells -> cells.subList(1, cells.size()))
        .toList();
  }

  /** What stands in the stream, once it is of so many; without the names. */
  private List<List<String>> streamed(String code, int families) {
    try (var stream = new StreamReader(broker, "retzef.share." + code)) {
      return stream.awaitStanding(families).values().stream().map(JoinedRowsIT::cells).toList();
    }
  }

  private static List<String> cells(JsonNode row) {
    return Stream.of(
            "/place",
            "/programme",
            "/track",
            "/status",
            "/enrolledIn",
            "/language",
            "/headAge/from",
            "/youngestAge/from",
            "/members",
            "/minors")
        .map(field -> row.at(field).asString(""))
        .toList();
  }
}
