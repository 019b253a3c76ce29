package org.retzef.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Platform.Result;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./retzef up --demo} enters a year, and the newsletter of September 2020 can be read out of
 * it: a small one here, in which shares are the same and families fewer; the whole with {@code
 * -Dretzef.demo=whole}.
 */
class DemoYearE2E {

  private static final boolean WHOLE = "whole".equals(System.getProperty("retzef.demo"));

  /** How many of what the small year has, where that is not as many as the newsletter tells. */
  private static final Map<String, Long> SMALL =
      Map.of(
          "active_families_noshmim", 166L,
          "active_families_mapa", 17L,
          "graduated_families_noshmim", 45L,
          "otzma_service_users", 122L,
          "receipt_sms_sent", 40L,
          "computers_donated_families", 24L,
          "food_parcels_donated_families", 10L,
          "family_questionnaires", 20L,
          "worker_questionnaires", 8L);

  /** However it is written; not in the middle of an id. */
  private static final String A_PHONE =
      "(?<![0-9a-fA-F-])(?:\\+?972|0)?-?(50)-?(\\d{7})(?![0-9a-fA-F-])";

  /** Of those that the demo makes up; however it is filled or set apart from its check digit. */
  private static final String AN_ID_NUMBER = "(?<![0-9a-fA-F-])(99\\d{6})-?(\\d)(?![0-9a-fA-F-])";

  private static final String VENDOR = "ספק לדוגמה";

  private final Platform platform = Platform.running();

  /** Whatever went wrong here, others live today. */
  @AfterEach
  void setTheClock() throws IOException {
    platform.comeBack();
  }

  @Test
  void everyFigureOfTheNewsletterComesOutOfRecordsAndASecondLoadAddsNothing() {
    enter();
    assertThat(figures()).containsAllEntriesOf(printed());
    for (JsonNode item : headline()) {
      assertThat(item.get("nameHe").asString()).matches(".*[א-ת].*");
      assertThat(item.get("nameEn").asString()).isNotBlank();
    }
    assertThat(platform.home().resolve("clock")).as("the clock is on time again").doesNotExist();
    nothingThatWasPutInHasLeftTheDatabases();
    forgetWhatWasEntered();
    enter();
    assertThat(figures()).containsAllEntriesOf(printed());
  }

  /**
   * Searches for every name, id number, phone and address of the file; all streets have one name.
   */
  private void nothingThatWasPutInHasLeftTheDatabases() {
    String file = content(platform.home().resolve("demo/families.ndjson"));
    var words =
        new PlantedWords(
            all("\"(?:givenName|familyName|street|city)\": \"([^\"\\d]{4,}[^\"\\d ])", file));
    assertThat(words.words())
        .hasSizeBetween(28, 40)
        .contains("רחוב לדוגמה", "עיר לדוגמה", "בן־דוגמה", "עננון", "نهرون");
    Set<String> numbers = new HashSet<>(all("\"phone\": \"0(50)-(\\d{7})\"", file));
    assertThat(numbers).hasSizeGreaterThan(200);
    List<String> idNumbers = all("\"nationalId\": \"(\\d{9})\"", file);
    assertThat(idNumbers).hasSameSizeAs(numbers);
    numbers.addAll(idNumbers);
    theSearchFindsWhatIsThere(words, numbers);
    Agreement agreement = Agreement.ofEverything(platform, "demo");
    var outside = new OutsideDatabases(platform);
    Map<String, List<String>> told = outside.topicsUntilThisOneTells(agreement.topic());
    assertThat(told).containsKey("retzef.family.events");
    assertThat(told.get(agreement.topic())).as("families to a partner").hasSizeGreaterThan(9);
    told.forEach(
        (topic, records) -> records.forEach(record -> requireNone(topic, record, words, numbers)));
    outside.logs().forEach((name, text) -> requireNone(name, text, words, numbers));
    Exports.all(platform, agreement)
        .forEach((name, text) -> requireNone(name, text, words, numbers));
    vouchers().forEach((name, text) -> requireNone(name, text, words, numbers));
  }

  /**
   * Of the last purchases, which name what was ordered: all of the small year, many of the whole.
   */
  private Map<String, String> vouchers() {
    var head = new Caller(platform, "demo-head");
    var papers = new VoucherPapers(head);
    Map<String, String> vouchers = new LinkedHashMap<>();
    for (JsonNode receipt :
        head.get("/api/v1/receipts?limit=200").expect(200).body().get("items")) {
      papers
          .of(receipt.get("voucherId").asString())
          .forEach((name, text) -> vouchers.put(name, withoutItsVendor(text)));
    }
    long asked = Math.min(200, printed().get("receipt_sms_sent"));
    assertThat(vouchers).as("in two languages").hasSize(Math.toIntExact(2 * asked));
    assertThat(vouchers.values()).allMatch(text -> text.contains("הדגמה"));
    return vouchers;
  }

  /** The vendor is named after an example as families are; it is named once. */
  private static String withoutItsVendor(String paper) {
    assertThat(paper).contains(VENDOR);
    return paper.replaceFirst(VENDOR, "");
  }

  private static void requireNone(
      String where, String text, PlantedWords words, Set<String> numbers) {
    assertThat(words.foundIn(text)).as(where).isEmpty();
    assertThat(numbersIn(text)).as(where).noneMatch(numbers::contains); // copies no set
  }

  private static List<String> numbersIn(String text) {
    return Stream.concat(all(A_PHONE, text).stream(), all(AN_ID_NUMBER, text).stream()).toList();
  }

  /** Proves that the search can find: all words, and a phone and an id number, where they stand. */
  private void theSearchFindsWhatIsThere(PlantedWords words, Set<String> numbers) {
    List<String> planted = new ArrayList<>(words.words());
    numbers.stream().filter(number -> number.startsWith("50")).limit(1).forEach(planted::add);
    numbers.stream().filter(number -> number.startsWith("99")).limit(1).forEach(planted::add);
    assertThat(planted).hasSize(words.words().size() + 2);
    Planted.in(
        platform,
        planted,
        (records, log) -> {
          for (String one : planted) {
            assertThat(records.stream().filter(record -> found(record, words).contains(one)))
                .as("as key, in a header, in the value, where some stand in others: " + one)
                .hasSizeGreaterThanOrEqualTo(3);
          }
          assertThat(found(log, words)).containsAll(planted);
        });
  }

  private static List<String> found(String text, PlantedWords words) {
    return Stream.concat(words.foundIn(text).stream(), numbersIn(text).stream()).toList();
  }

  /** Each distinct match, its groups put together. */
  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(
            found ->
                IntStream.rangeClosed(1, found.groupCount())
                    .mapToObj(found::group)
                    .collect(Collectors.joining()))
        .distinct()
        .toList();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enter() {
    Result result =
        platform.retzef(
            WHOLE ? Map.of() : Map.of("RETZEF_DEMO_SIZE", "small"), "up", "--demo", "--detach");
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).contains("100 %", "Entered after");
  }

  /** As if it had been broken off before the end: what was entered is entered once more. */
  private void forgetWhatWasEntered() {
    Path journal = platform.home().resolve("demo/journal");
    try {
      var lines = Files.readAllLines(journal);
      Files.write(journal, lines.subList(0, lines.size() * 9 / 10));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Long> figures() {
    Map<String, Long> figures = new HashMap<>();
    for (JsonNode item : headline()) {
      if (!item.get("value").isNull()) {
        figures.put(item.get("code").asString(), item.get("value").asLong());
      }
    }
    return figures;
  }

  private JsonNode headline() {
    return new Caller(platform, "national")
        .get("/api/v1/reports/headline?asOf=2020-09-18")
        .expect(200)
        .body()
        .get("items");
  }

  private static Map<String, Long> printed() {
    Map<String, Long> printed = new LinkedHashMap<>();
    try (var file = DemoYearE2E.class.getResourceAsStream("/newsletter-2020.csv")) {
      new String(file.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(line -> printed.put(line[0], Long.parseLong(line[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(printed).hasSizeGreaterThan(23);
    if (!WHOLE) {
      assertThat(printed).containsKeys(SMALL.keySet().toArray(String[]::new));
      printed.putAll(SMALL);
    }
    return printed;
  }
}
