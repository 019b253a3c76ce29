package org.retzef.reporting.indicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.retzef.reporting.WholeCountry;
import tools.jackson.databind.JsonNode;

/**
 * Whoever does not work with families asks for everything, and subtracts: parent and children, two
 * breakdowns, a unit by itself, all codes of one thing, files. Long before the days of other tests,
 * so that nobody else counts in the country.
 */
@RetzefIT
@WholeCountry
class SmallFiguresAttackIT {

  private static final String YEAR = "1971";
  private static final String ANOTHER_YEAR = "1973";
  private static final String YEAR_OF_DAYS = "1974";
  private static final Table FAMILIES = new Table("active_families_noshmim", "track", Map.of());
  private static final Table MONEY = new Table("money_paid", "track", Map.of());
  private static final Table RECEIPTS =
      new Table("receipts_answered", "answer", Map.of("receipts_confirmed", "YES"));
  private static final Table CONTACT =
      new Table(
          "contact_intensity",
          "intensity",
          Map.of("contact_unchanged_or_more_intensive_share_intensive", "MORE"));
  private static final List<String> TRACKS = List.of("NOSHMIM_ROUTINE", "NOSHMIM_SOLDIERS");
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

  /** Which everything is asked about. */
  private String time = "to=" + YEAR + "-03-10";

  @Test
  void tellsNoSmallFigureToWhoSubtractsAllAnswers() {
    Random random = new Random(11);
    inEachDepartment(
        TRACKS,
        (district, department, track) -> {
          int many = few(random);
          enrol(district, department, track, many, YEAR + "-01-05");
          count(district + department, track, many, many);
        });
    attack(FAMILIES);
  }

  @Test
  void tellsNoMoneyOfFewFamiliesToWhoSubtractsAllAnswers() {
    Random random = new Random(5);
    inEachDepartment(
        TRACKS,
        (district, department, track) ->
            payFor(district, department, track, ids(few(random)), YEAR + "-02-01"));
    attack(MONEY);
  }

  @Test
  void tellsNoSmallFigureUnderAnotherCode() {
    Random random = new Random(3);
    inEachDepartment(
        List.of("YES", "NO"),
        (district, department, answer) ->
            answer(
                district, department, answer, answer.equals("YES") ? many(random) : few(random)));
    attack(RECEIPTS);
  }

  @Test
  void tellsNoSmallFigureByAShareOfTheSame() {
    Random random = new Random(8);
    inEachDepartment(
        List.of("MORE", "SAME", "LESS"),
        (district, department, intensity) ->
            assess(
                district,
                department,
                intensity,
                intensity.equals("SAME") ? few(random) : many(random)));
    attack(CONTACT);
  }

  /** All have been paid for before; of those of a time only some are. */
  @Test
  void tellsNoMoneyOfATimesFewFamilies() {
    Random random = new Random(7);
    inEachDepartment(
        TRACKS,
        (district, department, track) -> {
          List<UUID> known = ids(12);
          pay(district, department, track, known, ANOTHER_YEAR + "-01-20");
          List<UUID> again = known.subList(0, few(random));
          payFor(district, department, track, again, ANOTHER_YEAR + "-03-05");
        });
    time = "from=" + ANOTHER_YEAR + "-03-01&to=" + ANOTHER_YEAR + "-03-31";
    attack(MONEY);
  }

  /** On the 11th one family begins; it is in the figures of the month, and in none of a day. */
  @Test
  void tellsNothingToWhoSubtractsDays() {
    enrol(south, ".A1.D1", TRACKS.getFirst(), 40, YEAR_OF_DAYS + "-02-05");
    enrol(south, ".A1.D1", TRACKS.getFirst(), 1, YEAR_OF_DAYS + "-03-11");
    pay(south, ".A1.D1", TRACKS.getFirst(), ids(9), YEAR_OF_DAYS + "-03-03");
    pay(south, ".A1.D1", TRACKS.getFirst(), ids(1), YEAR_OF_DAYS + "-03-11");
    String manager = TestTokens.token("m-1", "IL", "national-manager");
    await()
        .untilAsserted(
            () -> {
              assertThat(ofDays(manager, "active_families_noshmim?to=").values())
                  .contains("40", "41");
              assertThat(ofDays(manager, "money_paid?to=").values()).contains("936.00", "1036.00");
            });
    for (String role : HIDDEN_FROM) {
      String token = TestTokens.token("a-1", "IL", role);
      for (String question :
          List.of(
              "active_families_noshmim?to=",
              "money_paid?to=",
              "money_paid?from=%s-02-01&to=".formatted(YEAR_OF_DAYS),
              "money_paid?to=%s-05-06&from=".formatted(YEAR_OF_DAYS))) {
        assertThat(ofDays(token, question).keySet())
            .as("%s asks %s", role, question)
            .allMatch(SmallFiguresAttackIT::isOfWholeMonths);
      }
    }
  }

  /** The figures of one department by the time that they are said to be of, asked for by days. */
  private Map<String, String> ofDays(String token, String question) {
    Map<String, String> figures = new TreeMap<>();
    for (LocalDate day = LocalDate.parse(YEAR_OF_DAYS + "-02-27");
        day.isBefore(LocalDate.parse(YEAR_OF_DAYS + "-05-02"));
        day = day.plusDays(1)) {
      JsonNode answer =
          south.get(token, "/api/v1/indicators/" + question + day + "&unit=" + south + ".A1.D1");
      JsonNode total = answer.get("total");
      String figure =
          total.get("amount").isNull()
              ? total.get("value").asString()
              : total.get("amount").asString();
      String before =
          figures.put(answer.get("from").asString("") + " " + answer.get("to").asString(), figure);
      assertThat(before).isIn(null, figure);
    }
    return figures;
  }

  private static boolean isOfWholeMonths(String time) {
    String[] days = time.split(" ");
    return (days[0].isEmpty() || days[0].endsWith("-01"))
        && LocalDate.parse(days[1]).plusDays(1).getDayOfMonth() == 1;
  }

  /**
   * @param trait that the figures are broken down by
   * @param values other indicators, each of which is the figure of one of the trait's values
   */
  private record Table(String code, String trait, Map<String, String> values) {}

  private interface Department {
    void tell(OwnDistrict district, String department, String value);
  }

  private void inEachDepartment(List<String> values, Department department) {
    for (OwnDistrict district : List.of(south, north)) {
      for (String path : List.of(".A1.D1", ".A1.D2", ".A2.D1", ".A2.D2", ".A3.D1")) {
        values.forEach(value -> department.tell(district, path, value));
      }
    }
  }

  private static int few(Random random) {
    return List.of(0, 1, 2, 4, 7, 12).get(random.nextInt(6));
  }

  private static int many(Random random) {
    return random.nextInt(8, 20);
  }

  private long inTheCountry(Table table) {
    return figure(south.get("/api/v1/indicators/" + table.code() + "?" + time).get("total"));
  }

  private void attack(Table table) {
    await().untilAsserted(() -> assertThat(inTheCountry(table)).isEqualTo(truth.get("IL")));
    for (String role : HIDDEN_FROM) {
      for (String unit : List.of("IL", south.toString())) {
        Attacker attacker = new Attacker();
        askForEverything(attacker, table, TestTokens.token("a-1", unit, role), unit);
        assertThat(attacker.known()).as(role).isNotEmpty();
        assertNothingSmall(role + " of " + unit + " sees", attacker.known());
        seeWhatIsNotThere(attacker);
        knowTheSums(attacker);
        assertNothingSmall(role + " of " + unit + " learns", attacker.learned());
      }
    }
  }

  private static List<UUID> ids(int many) {
    return Stream.generate(UUID::randomUUID).limit(many).toList();
  }

  private void payFor(
      OwnDistrict district, String department, String track, List<UUID> whom, String day) {
    pay(district, department, track, whom, day);
    for (int i = 0; i < whom.size(); i++) {
      count(district + department, track, 100L * (100 + i), 1);
    }
    count(district + department, track, 0, 0);
  }

  private static void pay(
      OwnDistrict district, String department, String track, List<UUID> whom, String day) {
    for (int i = 0; i < whom.size(); i++) {
      UUID payment = UUID.randomUUID();
      district.tell(
          "payment.recorded",
          payment,
          """
          {"paymentId": "%s", "familyId": "%s", "unit": "%s", "track": "%s",
           "categories": ["FOOD"], "amount": "%d.00", "paidOn": "%s"}
          """
              .formatted(payment, whom.get(i), district + department, track, 100 + i, day));
    }
  }

  private void answer(OwnDistrict district, String department, String answer, int many) {
    for (int i = 0; i < many; i++) {
      UUID receipt = UUID.randomUUID();
      district.tell(
          "receipt.answered",
          receipt,
          """
          {"receiptId": "%s", "unit": "%s", "answer": "%s", "answeredOn": "%s-02-01",
           "by": "PAGE"}
          """
              .formatted(receipt, district + department, answer, YEAR));
    }
    count(district + department, answer, many, many);
  }

  private void assess(OwnDistrict district, String department, String intensity, int many) {
    for (int i = 0; i < many; i++) {
      UUID family = UUID.randomUUID();
      district.tell(
          "assessment.recorded",
          family,
          """
          {"familyId": "%s", "assessmentId": "%s", "unit": "%s", "assessedOn": "%s-02-01",
           "overlayId": "%s", "answers": {"contactIntensity": "%s"}}
          """
              .formatted(
                  family,
                  UUID.randomUUID(),
                  district + department,
                  YEAR,
                  UUID.randomUUID(),
                  intensity));
    }
    count(district + department, intensity, many, many);
  }

  private void count(String unit, String track, long figure, long its) {
    for (String at = unit; !at.isEmpty(); at = above(at)) {
      for (String each : List.of(at, at + " " + track)) {
        truth.merge(each, figure, Long::sum);
        families.merge(each, its, Long::sum);
      }
    }
  }

  private static void enrol(
      OwnDistrict district, String department, String track, int many, String day) {
    String unit = district + department;
    for (int i = 0; i < many; i++) {
      UUID family = UUID.randomUUID();
      district.tell(
          "family.enrolled",
          family,
          """
          {"familyId": "%s", "enrolmentId": "%s", "unit": "%s", "programme": "NOSHMIM",
           "track": "%s", "status": "ACTIVE", "startDate": "%s"}
          """
              .formatted(family, UUID.randomUUID(), unit, track, day));
    }
  }

  private void askForEverything(Attacker attacker, Table table, String token, String callers) {
    for (String unit : new TreeSet<>(truth.keySet())) {
      if (!unit.contains(" ") && (unit + ".").startsWith(callers + ".")) {
        String question = table.code() + "?" + time + "&unit=" + unit;
        read(attacker, unit, null, south.get(token, "/api/v1/indicators/" + question));
        for (String by : List.of("district", "authority", "department", table.trait())) {
          String broken = question + "&by=" + by;
          read(attacker, unit, by, south.get(token, "/api/v1/indicators/" + broken));
          readFile(attacker, unit, by, file(token, "/api/v1/exports/" + broken));
        }
        askForItAsAMonth(attacker, table, token, unit);
        table.values().forEach((code, value) -> askForAValue(attacker, code, value, token, unit));
      }
    }
    if (time.startsWith("from=")) {
      return;
    }
    for (JsonNode item :
        south.get(token, "/api/v1/reports/headline?asOf=" + YEAR + "-03-10").get("items")) {
      String code = item.get("code").asString();
      if (code.equals(table.code())) {
        seeShare(attacker, "IL", "IL", item);
      } else if (table.values().containsKey(code)) {
        seeShare(attacker, "IL", "IL " + table.values().get(code), item);
      }
    }
  }

  /** Among the months of the time and of those before. */
  private void askForItAsAMonth(Attacker attacker, Table table, String token, String unit) {
    if (time.startsWith("from=")) {
      String question = table.code() + "?" + time.replace("-03-01", "-01-01") + "&by=month&unit=";
      for (JsonNode month :
          south.get(token, "/api/v1/indicators/" + question + unit).get("items")) {
        if (month.get("key").asString().equals(ANOTHER_YEAR + "-03")) {
          see(attacker, unit, month);
        }
      }
    }
  }

  private void askForAValue(
      Attacker attacker, String code, String value, String token, String unit) {
    String question = "/api/v1/indicators/" + code + "?" + time + "&unit=" + unit;
    seeShare(attacker, unit, unit + " " + value, south.get(token, question).get("total"));
    for (String by : LEVELS) {
      for (JsonNode item : south.get(token, question + "&by=" + by).get("items")) {
        String below = item.get("key").asString();
        seeShare(attacker, below, below + " " + value, item);
      }
    }
  }

  /** A share tells both of its parts. */
  private static void seeShare(Attacker attacker, String whole, String part, JsonNode item) {
    if (item.get("numerator").isNull()) {
      if (!item.get("value").isNull()) {
        attacker.sees(part, item.get("value").asLong());
      }
      return;
    }
    attacker.sees(part, item.get("numerator").asLong());
    if (!item.get("denominator").isNull()) {
      attacker.sees(whole, item.get("denominator").asLong());
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
