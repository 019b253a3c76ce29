package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.indicator.Attacker.Range;

/**
 * Whoever does not work with families asks for everything, and subtracts: parent and children, two
 * breakdowns, a unit by itself, all codes of one thing, files.
 */
final class SubtractionAttack {

  static final List<String> TRACKS = List.of("NOSHMIM_ROUTINE", "NOSHMIM_SOLDIERS");
  static final List<String> HIDDEN_FROM =
      List.of("district-coordinator", "basket-manager", "training-manager", "data-analyst");
  static final Table FAMILIES = new Table("active_families_noshmim", "track", Map.of());
  static final Table MONEY = new Table("money_paid", "track", Map.of());

  private final OwnDistrict south;
  private final OwnDistrict north;
  private final String time;

  /**
   * Of a unit, or of a unit and a trait's value behind it: the figure, and of how many families.
   */
  private final Map<String, Long> truth = new HashMap<>();

  private final Map<String, Long> families = new HashMap<>();

  /**
   * @param time which everything is asked about: {@code to=1971-03-10}; long before the days of
   *     other tests, so that nobody else counts in the country
   */
  SubtractionAttack(OwnDistrict south, OwnDistrict north, String time) {
    this.south = south;
    this.north = north;
    this.time = time;
  }

  /**
   * @param trait that the figures are broken down by
   * @param values other indicators, each of which is the figure of one of the trait's values
   */
  record Table(String code, String trait, Map<String, String> values) {}

  interface Department {
    void tell(OwnDistrict district, String department, String value);
  }

  void inEachDepartment(List<String> values, Department department) {
    for (OwnDistrict district : List.of(south, north)) {
      for (String path : List.of(".A1.D1", ".A1.D2", ".A2.D1", ".A2.D2", ".A3.D1")) {
        values.forEach(value -> department.tell(district, path, value));
      }
    }
  }

  /**
   * Fails where an answer, or what can be reckoned from all of them, is of one to four families.
   */
  void with(Table table) {
    untilCounted(table);
    for (String role : HIDDEN_FROM) {
      for (String unit : List.of("IL", south.toString())) {
        Attacker attacker = attacker(table, role, unit);
        assertNothingSmall(role + " of " + unit + " sees", attacker.known());
        assertNothingSmall(role + " of " + unit + " learns", attacker.learned());
      }
    }
  }

  /**
   * Fails where what has changed since, of one to four families, can be reckoned from all answers
   * of both times.
   *
   * @param since an earlier time of the same districts
   */
  void withTheChange(Table table, SubtractionAttack since) {
    since.untilCounted(table);
    untilCounted(table);
    for (String role : HIDDEN_FROM) {
      for (String unit : List.of("IL", south.toString())) {
        Map<String, Range> before = since.attacker(table, role, unit).learned();
        Map<String, Range> after = attacker(table, role, unit).learned();
        Attacker attacker = new Attacker();
        after.forEach((figure, range) -> attacker.sees(figure, range.minus(before.get(figure))));
        knowTheSums(attacker);
        assertNothingTold(
            role + " of " + unit + " learns of the change",
            attacker.learned(),
            less(truth, since.truth),
            less(families, since.families));
      }
    }
  }

  private static Map<String, Long> less(Map<String, Long> all, Map<String, Long> before) {
    Map<String, Long> change = new HashMap<>(all);
    before.forEach((figure, count) -> change.merge(figure, -count, Long::sum));
    return change;
  }

  private void untilCounted(Table table) {
    await().untilAsserted(() -> assertThat(inTheCountry(table)).isEqualTo(truth.get("IL")));
  }

  /** With all answers, and what is known without them. */
  private Attacker attacker(Table table, String role, String unit) {
    Attacker attacker = new Attacker();
    String token = TestTokens.token("a-1", unit, role);
    new Questions(south, token, table, time, attacker).askForEverything(unitsOf(unit));
    assertThat(attacker.known()).as(role).isNotEmpty();
    seeWhatIsNotThere(attacker);
    knowTheSums(attacker);
    return attacker;
  }

  private List<String> unitsOf(String caller) {
    return truth.keySet().stream()
        .filter(figure -> !figure.contains(" ") && (figure + ".").startsWith(caller + "."))
        .sorted()
        .toList();
  }

  private long inTheCountry(Table table) {
    return Questions.figure(
        south.get("/api/v1/indicators/" + table.code() + "?" + time).get("total"));
  }

  /** Tells of payments, one a family, and counts them. */
  void payFor(OwnDistrict district, String department, String track, List<UUID> whom, String day) {
    FewFamilies.pay(district, department, track, whom, day);
    countPayments(district + department, track, whom.size());
  }

  void countPayments(String unit, String track, int many) {
    for (int i = 0; i < many; i++) {
      count(unit, track, 100 * FewFamilies.paid(i), 1);
    }
    count(unit, track, 0, 0);
  }

  /** What is so: a figure of a department and of all above it, and of how many families it is. */
  void count(String unit, String track, long figure, long its) {
    for (String at = unit; !at.isEmpty(); at = above(at)) {
      for (String each : List.of(at, at + " " + track)) {
        truth.merge(each, figure, Long::sum);
        families.merge(each, its, Long::sum);
      }
    }
  }

  /** A value that no answer names is none, and nothing is less than that. */
  private void seeWhatIsNotThere(Attacker attacker) {
    truth.forEach(
        (figure, value) -> {
          attacker.seesAtLeast(figure, 0);
          if (value == 0) {
            attacker.sees(figure, Questions.NONE);
          }
        });
  }

  private void knowTheSums(Attacker attacker) {
    truth.keySet().stream()
        .filter(figure -> !above(unit(figure)).isEmpty())
        .collect(
            groupingBy(figure -> above(unit(figure)) + figure.substring(unit(figure).length())))
        .forEach(attacker::knowsThatIsTheSum);
    truth.keySet().stream()
        .filter(figure -> figure.contains(" "))
        .collect(groupingBy(SubtractionAttack::unit))
        .forEach(attacker::knowsThatIsTheSum);
  }

  private static String unit(String figure) {
    return figure.split(" ")[0];
  }

  private static String above(String unit) {
    return unit.substring(0, Math.max(unit.lastIndexOf('.'), 0));
  }

  private void assertNothingSmall(String what, Map<String, Range> told) {
    assertNothingTold(what, told, truth, families);
  }

  /** Of one to four families no figure is known; and what the attacker believes of others is so. */
  private static void assertNothingTold(
      String what, Map<String, Range> told, Map<String, Long> truth, Map<String, Long> families) {
    List<String> small = new ArrayList<>();
    told.forEach(
        (figure, range) -> {
          long its = families.getOrDefault(figure, 0L);
          assertThat(range.contains(truth.get(figure))).as(what + figure + range).isTrue();
          if (its > 0 && its < SmallCells.K && range.isOne()) {
            small.add(figure + " " + range);
          }
        });
    assertThat(small).as(what).isEmpty();
  }
}
