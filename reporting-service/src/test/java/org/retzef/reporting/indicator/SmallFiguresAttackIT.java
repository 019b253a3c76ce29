package org.retzef.reporting.indicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
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
  private static final String FAMILIES = "active_families_noshmim";
  private static final String MONEY = "money_paid";
  private static final List<String> HIDDEN_FROM =
      List.of("district-coordinator", "basket-manager", "training-manager", "data-analyst");
  private static final List<String> LEVELS = List.of("district", "authority", "department");

  @RegisterExtension final OwnDistrict south = new OwnDistrict();
  @RegisterExtension final OwnDistrict north = new OwnDistrict();

  /**
   * Of a unit, or of a unit and a trait's value behind it: the figure, and of how many families.
   */
  private final Map<String, Long> truth = new HashMap<>();

  private final Map<String, Long> families = new HashMap<>();

  @Test
  void tellsNoSmallFigureToWhoSubtractsAllAnswers() {
    Random random = new Random(11);
    inEachDepartment(
        (district, department, track) -> enrol(district, department, track, few(random)));
    attack(FAMILIES);
  }

  @Test
  void tellsNoMoneyOfFewFamiliesToWhoSubtractsAllAnswers() {
    Random random = new Random(5);
    inEachDepartment(
        (district, department, track) -> pay(district, department, track, few(random)));
    attack(MONEY);
  }

  private interface Department {
    void tell(OwnDistrict district, String department, String track);
  }

  private void inEachDepartment(Department department) {
    for (OwnDistrict district : List.of(south, north)) {
      for (String path : List.of(".A1.D1", ".A1.D2", ".A2.D1", ".A2.D2", ".A3.D1")) {
        department.tell(district, path, "NOSHMIM_ROUTINE");
        department.tell(district, path, "NOSHMIM_SOLDIERS");
      }
    }
  }

  private static int few(Random random) {
    return List.of(0, 1, 2, 4, 7, 12).get(random.nextInt(6));
  }

  private void attack(String code) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(figure(south.get("/api/v1/indicators/" + code + "?" + TO).get("total")))
                    .isEqualTo(truth.get("IL")));
    for (String role : HIDDEN_FROM) {
      for (String unit : List.of("IL", south.toString())) {
        Attacker attacker = new Attacker();
        askForEverything(attacker, code, TestTokens.token("a-1", unit, role), unit);
        assertThat(attacker.known()).as(role).isNotEmpty();
        assertNothingSmall(role + " of " + unit + " sees", attacker.known());
        seeWhatIsNotThere(attacker);
        knowTheSums(attacker);
        assertNothingSmall(role + " of " + unit + " learns", attacker.learned());
      }
    }
  }

  private void pay(OwnDistrict district, String department, String track, int many) {
    for (int i = 0; i < many; i++) {
      UUID payment = UUID.randomUUID();
      int shekels = 100 + i;
      district.tell(
          "payment.recorded",
          payment,
          """
          {"paymentId": "%s", "familyId": "%s", "unit": "%s", "track": "%s",
           "categories": ["FOOD"], "amount": "%d.00", "paidOn": "%s-02-01"}
          """
              .formatted(payment, UUID.randomUUID(), district + department, track, shekels, YEAR));
      count(district + department, track, 100L * shekels, 1);
    }
    count(district + department, track, 0, 0);
  }

  private void count(String unit, String track, long figure, long its) {
    for (String at = unit; !at.isEmpty(); at = above(at)) {
      for (String each : List.of(at, at + " " + track)) {
        truth.merge(each, figure, Long::sum);
        families.merge(each, its, Long::sum);
      }
    }
  }

  private void enrol(OwnDistrict district, String department, String track, int many) {
    String unit = district + department;
    for (int i = 0; i < many; i++) {
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
    count(unit, track, many, many);
  }

  private void askForEverything(Attacker attacker, String code, String token, String callers) {
    for (String unit : new TreeSet<>(truth.keySet())) {
      if (!unit.contains(" ") && (unit + ".").startsWith(callers + ".")) {
        String question = code + "?" + TO + "&unit=" + unit;
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
      if (item.get("code").asString().equals(code) && !item.get("value").isNull()) {
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
    see(attacker, unit, answer.get("total"));
    for (JsonNode item : answer.get("items")) {
      see(attacker, figure(unit, by, item.get("key").asString()), item);
    }
  }

  private static void see(Attacker attacker, String figure, JsonNode item) {
    Long seen = figure(item);
    if (seen != null) {
      attacker.sees(figure, seen);
    }
  }

  /** A number, or agorot. */
  private static Long figure(JsonNode item) {
    if (!item.get("value").isNull()) {
      return item.get("value").asLong();
    }
    return item.get("amount").isNull() ? null : agorot(item.get("amount").asString());
  }

  private static long agorot(String amount) {
    return new BigDecimal(amount).movePointRight(2).longValueExact();
  }

  private static void readFile(Attacker attacker, String unit, String by, String file) {
    file.lines()
        .skip(1)
        .map(line -> line.split(","))
        .filter(cells -> !cells[2].isEmpty())
        .forEach(
            cells ->
                attacker.sees(
                    figure(unit, by, cells[0]),
                    cells[2].contains(".") ? agorot(cells[2]) : Long.parseLong(cells[2])));
  }

  /** A value that no answer names is none. */
  private void seeWhatIsNotThere(Attacker attacker) {
    truth.forEach(
        (figure, value) -> {
          if (value == 0) {
            attacker.sees(figure, 0);
          }
        });
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
          long its = families.getOrDefault(figure, 0L);
          if (its > 0 && its < 5 && value.equals(truth.get(figure))) {
            small.add(figure + " " + value);
          }
        });
    assertThat(small).as(what).isEmpty();
  }
}
