package org.retzef.reporting.indicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/**
 * Whoever does not work with families asks for everything, and subtracts: parent and children, two
 * breakdowns, a unit by itself, files. Long before the days of other tests, so that nobody else
 * counts in the country.
 */
@RetzefIT
class SmallFiguresAttackIT {

  private static final String YEAR = "1971";
  private static final String TO = "to=" + YEAR + "-03-10";
  private static final String CODE = "active_families_noshmim";
  private static final List<String> HIDDEN_FROM =
      List.of("district-coordinator", "basket-manager", "training-manager", "data-analyst");
  private static final List<String> LEVELS = List.of("district", "authority", "department");

  @RegisterExtension final OwnDistrict south = new OwnDistrict();
  @RegisterExtension final OwnDistrict north = new OwnDistrict();

  /** A unit, or a unit and a trait's value behind it: how many families there are. */
  private final Map<String, Long> truth = new HashMap<>();

  @Test
  void tellsNoSmallFigureToWhoSubtractsAllAnswers() {
    enrolFamilies();
    for (String role : HIDDEN_FROM) {
      for (String unit : List.of("IL", south.toString())) {
        Attacker attacker = new Attacker();
        askForEverything(attacker, TestTokens.token("a-1", unit, role), unit);
        knowTheSums(attacker);
        assertThat(attacker.known().values()).as(role).anyMatch(value -> value > 20);
        assertNothingSmall(role + " of " + unit + " sees", attacker.known());
        assertNothingSmall(role + " of " + unit + " learns", attacker.learned());
      }
    }
  }

  private void enrolFamilies() {
    Random random = new Random(11);
    for (OwnDistrict district : List.of(south, north)) {
      for (String department : List.of(".A1.D1", ".A1.D2", ".A2.D1", ".A2.D2", ".A3.D1")) {
        for (String track : List.of("NOSHMIM_ROUTINE", "NOSHMIM_SOLDIERS")) {
          enrol(district, department, track, List.of(0, 1, 2, 4, 7, 12).get(random.nextInt(6)));
        }
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        south
                            .get("/api/v1/indicators/" + CODE + "?" + TO)
                            .at("/total/value")
                            .asLong())
                    .isEqualTo(truth.get("IL")));
  }

  private void enrol(OwnDistrict district, String department, String track, int families) {
    String unit = district + department;
    for (int i = 0; i < families; i++) {
      UUID family = UUID.randomUUID();
      district.tell(
          "family.enrolled",
          family,
          """
          {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "NOSHMIM",
           "track": "%s", "status": "ACTIVE", "startDate": "%s-01-05"}
          """
              .formatted(family, UUID.randomUUID(), unit, track, YEAR));
    }
    for (String at = unit; !at.isEmpty(); at = above(at)) {
      truth.merge(at, (long) families, Long::sum);
      truth.merge(at + " " + track, (long) families, Long::sum);
    }
  }

  private void askForEverything(Attacker attacker, String token, String callers) {
    for (String unit : new TreeSet<>(truth.keySet())) {
      if (!unit.contains(" ") && (unit + ".").startsWith(callers + ".")) {
        String question = CODE + "?" + TO + "&unit=" + unit;
        read(attacker, unit, null, south.get(token, "/api/v1/indicators/" + question));
        for (String by : List.of("district", "authority", "department", "track")) {
          String broken = question + "&by=" + by;
          read(attacker, unit, by, south.get(token, "/api/v1/indicators/" + broken));
          readFile(attacker, unit, by, file(token, "/api/v1/exports/" + broken));
        }
      }
    }
    for (JsonNode item :
        south.get(token, "/api/v1/reports/headline?asOf=" + YEAR + "-03-10").get("items")) {
      if (item.get("code").asString().equals(CODE) && !item.get("value").isNull()) {
        attacker.sees("IL", item.get("value").asLong());
      }
    }
  }

  private String file(String token, String uri) {
    return new String(
        south
            .exchange(token, uri)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody(),
        UTF_8);
  }

  private static void read(Attacker attacker, String unit, String by, JsonNode answer) {
    if (!answer.at("/total/value").isNull()) {
      attacker.sees(unit, answer.at("/total/value").asLong());
    }
    for (JsonNode item : answer.get("items")) {
      if (!item.get("value").isNull()) {
        attacker.sees(figure(unit, by, item.get("key").asString()), item.get("value").asLong());
      }
    }
  }

  private static void readFile(Attacker attacker, String unit, String by, String file) {
    file.lines()
        .skip(1)
        .map(line -> line.split(","))
        .filter(cells -> !cells[2].isEmpty())
        .forEach(cells -> attacker.sees(figure(unit, by, cells[0]), Long.parseLong(cells[2])));
  }

  private static String figure(String unit, String by, String key) {
    return LEVELS.contains(by) || key.equals(unit) ? key : unit + " " + key;
  }

  private void knowTheSums(Attacker attacker) {
    truth.keySet().stream()
        .filter(figure -> !above(unit(figure)).isEmpty())
        .collect(
            groupingBy(figure -> above(unit(figure)) + figure.substring(unit(figure).length())))
        .forEach(attacker::knowsThatIsTheSum);
    truth.keySet().stream()
        .filter(figure -> figure.contains(" "))
        .collect(groupingBy(SmallFiguresAttackIT::unit))
        .forEach(attacker::knowsThatIsTheSum);
  }

  private static String unit(String figure) {
    return figure.split(" ")[0];
  }

  private static String above(String unit) {
    return unit.substring(0, Math.max(unit.lastIndexOf('.'), 0));
  }

  private void assertNothingSmall(String what, Map<String, Long> told) {
    List<String> small = new ArrayList<>();
    told.forEach(
        (figure, value) -> {
          if (value > 0 && value < 5 && value.equals(truth.get(figure))) {
            small.add(figure + " " + value);
          }
        });
    assertThat(small).as(what).isEmpty();
  }
}
