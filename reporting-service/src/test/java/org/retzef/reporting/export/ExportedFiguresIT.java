package org.retzef.reporting.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.OwnDistrict;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files hide what the page hides, cell by cell. Long before the days of other tests, so that no
 * figure changes between two answers.
 */
@RetzefIT
class ExportedFiguresIT {

  private static final String YEAR = "1972";
  private static final Map<String, List<String>> BREAKDOWNS =
      Map.of(
          "active_families_noshmim", List.of("", "authority", "department", "track", "month"),
          "money_paid", List.of("", "authority", "department", "category", "track", "month"),
          "rights_in_process", List.of("", "authority", "department", "month"));

  @RegisterExtension final OwnDistrict district = new OwnDistrict();
  @TempDir private Path folder;

  /**
   * A figure as it is told, each cell as text; empty if nothing is.
   *
   * @param status A: told, Q: hidden, M: there is none
   */
  private record Row(
      String key,
      String value,
      String numerator,
      String denominator,
      String planVersion,
      String status) {}

  @Test
  void everyFileHidesWhatThePageHides() throws Exception {
    tell("A1.D1", "NOSHMIM_ROUTINE", 2);
    tell("A1.D2", "NOSHMIM_ROUTINE", 7);
    tell("A2.D1", "NOSHMIM_SOLDIERS", 12);
    tell("A2.D2", "NOSHMIM_SOLDIERS", 1);
    tell("A3.D1", "NOSHMIM_ROUTINE", 9);
    String manager = token("national-manager");
    for (String code : BREAKDOWNS.keySet()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(page(manager, code, "").getLast()).matches(this::isOfAllThirtyOne));
    }
    assertThat(hiddenEverywhere(manager)).as("from whoever works with families").isEmpty();
    for (String role : List.of("data-analyst", "district-coordinator")) {
      assertThat(hiddenEverywhere(token(role)))
          .as("from " + role)
          .anyMatch(figure -> figure.startsWith("active_families_noshmim"))
          .anyMatch(figure -> figure.startsWith("money_paid"))
          .anyMatch(figure -> figure.startsWith("rights_in_process"));
    }
  }

  private boolean isOfAllThirtyOne(Row total) {
    return List.of("31", "3100").contains(total.value()) || total.numerator().equals("31");
  }

  /** The figures that are hidden, in the page and in all files alike. */
  private List<String> hiddenEverywhere(String token) throws Exception {
    List<String> hidden = new ArrayList<>();
    for (Map.Entry<String, List<String>> one : BREAKDOWNS.entrySet()) {
      for (String by : one.getValue()) {
        String what = one.getKey() + " by " + by;
        List<Row> page = page(token, one.getKey(), by);
        assertThat(csv(file(token, one.getKey(), by, "csv"))).as(what).isEqualTo(page);
        assertThat(xlsx(file(token, one.getKey(), by, "xlsx"))).as(what).isEqualTo(page);
        assertThat(sdmx(file(token, one.getKey(), by, "sdmx-json")))
            .as(what)
            .isEqualTo(page.size() == 1 ? page : page.subList(0, page.size() - 1));
        page.stream()
            .filter(row -> row.status().equals("Q"))
            .forEach(row -> hidden.add(what + " " + row.key()));
      }
    }
    return hidden;
  }

  /** So many families that are enrolled, paid for, and have a case that has begun. */
  private void tell(String department, String track, int families) {
    for (int i = 0; i < families; i++) {
      UUID family = UUID.randomUUID();
      UUID payment = UUID.randomUUID();
      UUID id = UUID.randomUUID();
      String whose =
          "\"familyId\": \"%s\", \"unit\": \"%s.%s\"".formatted(family, district, department);
      district.tell(
          "family.enrolled",
          family,
          """
          {%s, "enrolmentId": "%s", "programme": "NOSHMIM", "track": "%s", "status": "ACTIVE",
           "startDate": "%s-01-05"}
          """
              .formatted(whose, UUID.randomUUID(), track, YEAR));
      district.tell(
          "payment.recorded",
          payment,
          """
          {%s, "paymentId": "%s", "track": "%s", "categories": ["FOOD"], "amount": "100.00",
           "paidOn": "%s-02-01"}
          """
              .formatted(whose, payment, track, YEAR));
      String ofCase = "{%s, \"caseId\": \"%s\", \"category\": \"FAMILY\", ".formatted(whose, id);
      district.tell("take-up.opened", id, ofCase + "\"openedOn\": \"" + YEAR + "-01-06\"}");
      district.tell(
          "take-up.moved",
          id,
          ofCase
              + "\"from\": \"OPEN\", \"to\": \"IN_PROGRESS\", \"movedOn\": \"%s-02-01\"}"
                  .formatted(YEAR));
    }
  }

  private String token(String role) {
    return TestTokens.token("e-1", district.toString(), role);
  }

  private String question(String code, String by) {
    return "%s?unit=%s&to=%s-03-10%s"
        .formatted(code, district, YEAR, by.isEmpty() ? "" : "&by=" + by);
  }

  private byte[] file(String token, String code, String by, String format) {
    return Objects.requireNonNull(
        district
            .exchange(token, "/api/v1/exports/" + question(code, by) + "&format=" + format)
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  /** The total last. */
  private List<Row> page(String token, String code, String by) {
    JsonNode answer = district.get(token, "/api/v1/indicators/" + question(code, by));
    List<JsonNode> items = new ArrayList<>(answer.get("items").valueStream().toList());
    items.add(answer.get("total"));
    return items.stream()
        .map(
            item ->
                new Row(
                    item.get("key").asString().isEmpty()
                        ? district.toString()
                        : item.get("key").asString(),
                    cell(item.get("amount").isNull() ? item.get("value") : item.get("amount")),
                    cell(item.get("numerator")),
                    cell(item.get("denominator")),
                    cell(item.get("planVersion")),
                    status(item.get("note").asString(""))))
        .toList();
  }

  private static List<Row> csv(byte[] file) {
    return new String(file, UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(ExportedFiguresIT::row)
        .toList();
  }

  private List<Row> xlsx(byte[] file) throws Exception {
    List<Row> rows = new ArrayList<>();
    var lines = sheet(file).getElementsByTagName("row");
    for (int line = 2; line < lines.getLength(); line++) {
      String[] cells = new String[ExportTable.INDICATOR_COLUMNS.size()];
      Arrays.fill(cells, "");
      var found = ((Element) lines.item(line)).getElementsByTagName("c");
      for (int i = 0; i < found.getLength(); i++) {
        Element cell = (Element) found.item(i);
        cells[cell.getAttribute("r").charAt(0) - 'A'] = cell.getTextContent();
      }
      rows.add(row(cells));
    }
    return rows;
  }

  private Document sheet(byte[] file) throws Exception {
    try (var zip = new ZipFile(Files.write(folder.resolve("figures.xlsx"), file).toFile())) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")));
    }
  }

  /** By the columns of {@link ExportTable}. */
  private static Row row(String[] cells) {
    return new Row(
        cells[0],
        number(cells[2]),
        number(cells[3]),
        number(cells[4]),
        number(cells[5]),
        status(cells[7]));
  }

  /** Each observation, by the one dimension that has more than one value. */
  private static List<Row> sdmx(byte[] file) {
    JsonNode data = new JsonMapper().readTree(file).get("data");
    JsonNode dimensions = data.at("/structures/0/dimensions/observation");
    boolean byTime = dimensions.at("/2/values").size() > 1;
    List<Row> rows = new ArrayList<>();
    data.at("/dataSets/0/observations")
        .forEachEntry(
            (at, values) -> {
              int dimension = byTime ? 2 : 1;
              int place = Integer.parseInt(at.split(":")[dimension]);
              rows.add(
                  new Row(
                      dimensions.get(dimension).at("/values/" + place + "/value").asString(),
                      cell(values.get(0)),
                      cell(values.get(1)),
                      cell(values.get(2)),
                      cell(values.get(3)),
                      values.get(4).asString()));
            });
    return rows;
  }

  private static String status(String note) {
    return switch (note) {
      case "" -> "A";
      case "small-cell" -> "Q";
      default -> "M";
    };
  }

  private static String cell(@Nullable JsonNode value) {
    return value == null || value.isNull() ? "" : number(value.asString());
  }

  private static String number(String text) {
    return text.isEmpty() ? "" : new BigDecimal(text).stripTrailingZeros().toPlainString();
  }
}
