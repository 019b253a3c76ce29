package org.retzef.reporting.sharing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.sharing.Ministry.FEWEST_INSIDE;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Families;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What is told of families whose pseudonyms change. */
@RetzefIT
class RotatedKeyIT {

  private static final LocalDate START = LocalDate.of(2021, 2, 1);

  @Autowired private AgreementUpkeep upkeep;

  private final OwnPart part;
  private final Families families;
  private final Ministry ministry;
  private final String unit;
  private final String code;

  RotatedKeyIT(@Autowired WebTestClient http, @Value("${retzef.kafka}") String broker) {
    part = new OwnPart(http, broker);
    families = part.families();
    ministry = part.ministry();
    unit = part.unit();
    code = part.code();
  }

  @AfterEach
  void close() {
    part.close();
  }

  @Test
  void tellsBothPseudonymsAfterARotationUntilTheOverlapIsOver() {
    families.enrolled(FEWEST_INSIDE, unit, "NOSHMIM", START);
    ministry.agreesLive(code, part.terms("WELFARE"));
    try (StreamReader stream = part.stream()) {
      Set<String> old = Set.copyOf(stream.awaitStanding(FEWEST_INSIDE).keySet());
      ministry.rotate(code, 30);
      Map<String, JsonNode> both = stream.awaitStanding(2 * FEWEST_INSIDE);
      Set<String> former = new HashSet<>();
      both.forEach(
          (pseudonym, row) -> {
            if (!old.contains(pseudonym)) {
              former.add(row.get("formerPseudonym").asString());
            }
          });
      assertThat(former).isEqualTo(old);

      ministry.rotate(code, 0);
      // of the overlap that ends today the second key is the former one
      Map<String, JsonNode> afterwards =
          stream.awaitStanding(
              standing ->
                  standing.size() == 2 * FEWEST_INSIDE
                      && standing.keySet().stream().noneMatch(old::contains));
      assertThat(afterwards.keySet()).doesNotContainAnyElementsOf(old);

      upkeep.keepUp(LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(1));
      Map<String, JsonNode> last = stream.awaitStanding(FEWEST_INSIDE);
      assertThat(last.values()).noneMatch(row -> row.has("formerPseudonym"));
    }
  }

  /** Of one family less than may be told twice as many rows would stand. */
  @Test
  void countsFamiliesAndNotTheirNamesWhileBothAreTold() {
    families.enrolled(FEWEST_INSIDE - 1, unit, "NOSHMIM", START);
    String leaving = families.enrolled(unit, "NOSHMIM", START);
    ministry.agreesLive(code, part.terms("WELFARE"));
    try (StreamReader stream = part.stream()) {
      stream.awaitStanding(FEWEST_INSIDE);
      ministry.rotate(code, 30);
      stream.awaitStanding(2 * FEWEST_INSIDE);
      families.erased(leaving);
      stream.awaitStanding(0);
    }
  }
}
