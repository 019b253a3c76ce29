package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.Ministry.FEWEST_INSIDE;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is told. Each test has a part of the country of its own. */
@RetzefIT
class ShareStreamIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);

  private final OwnPart part;
  private final Families families;
  private final Ministry ministry;
  private final String authority;
  private final String unit;
  private final String code;

  ShareStreamIT(@Autowired WebTestClient http, @Value("${retzef.kafka}") String broker) {
    part = new OwnPart(http, broker);
    families = part.families();
    ministry = part.ministry();
    authority = part.authority();
    unit = part.unit();
    code = part.code();
  }

  @AfterEach
  void close() {
    part.close();
  }

  @Test
  void tellsFamiliesUnderPseudonymsInBandsAndCoarsePlaces() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    String family = families.enrolled(unit, "NOSHMIM", START, 1990);
    ministry.agreesLive(code, part.terms("WELFARE"));
    try (StreamReader stream = part.stream()) {
      Map<String, JsonNode> rows = stream.awaitStanding(FEWEST_INSIDE);
      JsonNode row = rows.values().iterator().next();
      assertThat(rows).containsKey(row.get("pseudonym").asString());
      assertThat(row.propertyNames())
          .containsExactlyInAnyOrder("pseudonym", "place", "programme", "headAge");
      assertThat(row.get("place").asString()).isEqualTo(authority);
      assertThat(row.get("programme").asString()).isEqualTo("NOSHMIM");
      assertThat(row.get("headAge").toString()).isEqualTo("{\"from\":25,\"until\":44}");
      stream
          .records()
          .forEach(
              record ->
                  assertThat(record.key() + record.value() + record.headers())
                      .doesNotContain(family)
                      .doesNotContain("1990"));
    }
  }

  /** A data team that comes later, or begins anew, sees all that stands. */
  @Test
  void isReplayedFromTheFirstOffset() {
    ministry.agreesLive(code, part.terms("WELFARE"));
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    Map<String, JsonNode> first;
    try (StreamReader stream = part.stream()) {
      first = stream.awaitStanding(FEWEST_INSIDE);
    }
    try (StreamReader again = part.stream()) {
      assertThat(again.awaitStanding(FEWEST_INSIDE)).isEqualTo(first);
    }
  }

  /** All alike: no row shows that it made the difference. */
  @Test
  void whoComesMakesTheOthersFinerAndWhoLeavesMakesThemCoarser() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    families.enrolled(FEWEST_INSIDE - 1, unit, "MAPA", START);
    ministry.agreesLive(code, part.terms("WELFARE"));
    try (StreamReader stream = part.stream()) {
      Map<String, JsonNode> few = stream.awaitStanding(2 * FEWEST_INSIDE - 2);
      assertThat(few.values()).allMatch(row -> tells(row, "pseudonym", "place"));

      String coming = families.enrolled(unit, "NOSHMIM", START);
      Map<String, JsonNode> enough = stream.awaitStanding(FEWEST_INSIDE);
      assertThat(enough.values())
          .as("the other programme's few have nobody left to be like")
          .allMatch(row -> row.get("programme").asString().equals("NOSHMIM"))
          .allMatch(row -> tells(row, "pseudonym", "place", "programme", "headAge"));

      families.erased(coming);
      assertThat(stream.awaitStanding(2 * FEWEST_INSIDE - 2)).isEqualTo(few);
    }
  }

  private static boolean tells(JsonNode row, String... fields) {
    return Set.copyOf(row.propertyNames()).equals(Set.of(fields));
  }

  @Test
  void tellsWhatTheTermsSayWhenTheyChange() {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    families.enrolled(FEWEST_INSIDE, unit, "MAPA", START);
    ObjectNode terms = part.terms("WELFARE");
    ministry.agreesLive(code, terms);
    try (StreamReader stream = part.stream()) {
      Set<String> pseudonyms = Set.copyOf(stream.awaitStanding(2 * FEWEST_INSIDE).keySet());

      terms.put("place", "DISTRICT").putArray("fields").add("PLACE").add("MEMBERS");
      terms.withObject("answers").put("pooled", false);
      terms.putArray("programmes").add("NOSHMIM");
      ministry.change(code, terms);

      Map<String, JsonNode> rows =
          stream.awaitStanding(
              standing ->
                  standing.size() == FEWEST_INSIDE
                      && standing.values().stream().allMatch(row -> row.has("members")));
      assertThat(pseudonyms).containsAll(rows.keySet());
      assertThat(rows.values())
          .allSatisfy(
              row -> {
                assertThat(row.propertyNames())
                    .containsExactlyInAnyOrder("pseudonym", "place", "members");
                assertThat(row.get("place").asString()).isEqualTo("IL.SOUTH");
              });
    }
  }

  @Test
  void tellsAnEventOnceThatComesTwice() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    ministry.agreesLive(code, part.terms("WELFARE"));
    String family = families.registered(unit, 1990);
    families.enrol(family, unit, "NOSHMIM", START);
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE);
      int before = stream.records().size();
      TestEvent moved =
          families.tell(
              family,
              "family.transferred",
              "{\"familyId\": \"%s\", \"unit\": \"%s.D9\"}".formatted(family, authority));
      families.repeat(moved);
      families.enrolled(unit, "NOSHMIM", START);
      stream.awaitStanding(FEWEST_INSIDE + 1);
      assertThat(stream.records()).as("nothing new of the others").hasSize(before + 1);
    }
  }
}
