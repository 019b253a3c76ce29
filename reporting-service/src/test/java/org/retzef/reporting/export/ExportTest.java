package org.retzef.reporting.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.reporting.indicator.Indicator;
import org.retzef.reporting.indicator.IndicatorAnswer;
import org.retzef.reporting.indicator.IndicatorAnswer.Item;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {

  private static final String ID = "[A-Za-z0-9_@$-]+";
  private static final String COMPONENT = "[A-Za-z][A-Za-z0-9_-]*";
  private static final LocalDate DAY = LocalDate.of(2020, 9, 18);
  private static final IndicatorAnswer ANSWER = answer(null);

  private static IndicatorAnswer answer(LocalDate from) {
    return answer(
        from,
        item("IL.SOUTH", "=HYPERLINK(\"x\"), דרום", "450.03", null),
        item("IL.NORTH", "צפון", null, "small-cell"));
  }

  private static IndicatorAnswer answer(LocalDate from, Item... items) {
    return new IndicatorAnswer(
        new Indicator(
            "money_paid",
            "סכומים ששולמו",
            "Money paid",
            "الأموال المدفوعة",
            "",
            "",
            "",
            "ILS",
            "money_paid",
            null,
            null,
            Indicator.Kind.FLOW,
            List.of(),
            true,
            "families_paid",
            "families_paid_in_month",
            10_000L,
            Indicator.NoRecord.ZERO,
            false,
            null,
            "B3",
            1),
        "IL",
        from,
        DAY,
        "district",
        item("", null, "450.03", null),
        List.of(items));
  }

  private static Item item(String key, String nameHe, String amount, String note) {
    return new Item(key, nameHe, null, null, amount, null, null, null, null, note, null);
  }

  @Test
  void writesACsvThatSpreadsheetsReadAndNoFormula() {
    String csv = new String(CsvFile.of(ExportTable.of(ANSWER)), UTF_8);
    assertThat(csv)
        .isEqualTo(
            """
            \uFEFFkey,name,value,numerator,denominator,planVersion,planPublishedOn,note,from,to,roundedTo
            IL.SOUTH,"'=HYPERLINK(""x""), דרום",450.03,,,,,,,2020-09-18,
            IL.NORTH,צפון,,,,,,small-cell,,2020-09-18,
            IL,,450.03,,,,,,,2020-09-18,
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void writesASpreadsheetFromRightToLeftWithTypes() throws IOException {
    Map<String, String> parts = unzip(Spreadsheet.of("מדד", ExportTable.of(ANSWER)));
    String sheet = parts.get("xl/worksheets/sheet1.xml");
    assertThat(sheet)
        .contains("rightToLeft=\"", "<v>450.03</v>")
        .containsPattern("<c r=\"B3\"[^>]*t=\"inlineStr\"><is><t>&apos;=HYPERLINK")
        .as("a day is a number that is shown as a day")
        .containsPattern("<c r=\"J3\" s=\"[0-9]+\" t=\"n\"><v>44092.0</v>")
        .doesNotContain("<f>");
    assertThat(parts.get("xl/styles.xml")).contains("yyyy-mm-dd", "#,##0.00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
  void noTextIsAFormulaInWhicheverColumnAndANumberStaysOne(String first) throws Exception {
    Item planted = item(first + "1+1", first + "2+2", "-450.03", null);
    ExportTable table = ExportTable.of(answer(null, planted));
    String quote = first.matches("[\r\n]") ? "\"" : "";
    assertThat(new String(CsvFile.of(table), UTF_8))
        .contains("\r\n%1$s'%2$s1+1%1$s,%1$s'%2$s2+2%1$s,-450.03,".formatted(quote, first));
    String sheet = unzip(Spreadsheet.of("מדד", table)).get("xl/worksheets/sheet1.xml");
    assertThat(cell(sheet, "A3").getTextContent()).startsWith("'").endsWith("1+1");
    assertThat(cell(sheet, "B3").getTextContent()).startsWith("'").endsWith("2+2");
    assertThat(cell(sheet, "C3").getTextContent()).isEqualTo("-450.03");
    assertThat(cell(sheet, "C3").getAttribute("t")).as("a number").isIn("", "n");
    assertThat(sheet).doesNotContain("<f>");
  }

  private static Element cell(String sheet, String at) throws Exception {
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(sheet.getBytes(UTF_8)));
    return (Element)
        XPathFactory.newInstance()
            .newXPath()
            .evaluate("//*[@r='" + at + "']", parsed, XPathConstants.NODE);
  }

  @Test
  void writesStatisticsWithTheirStatus() {
    JsonNode message = new JsonMapper().readTree(SdmxMessage.of(ANSWER, Instant.EPOCH).bytes());
    JsonNode observations = message.at("/data/dataSets/0/observations");
    assertThat(observations.at("/0:0:0/0").asString()).isEqualTo("450.03");
    assertThat(observations.at("/0:0:0/4").asString()).isEqualTo("A");
    assertThat(observations.at("/0:1:0/0").isNull()).isTrue();
    assertThat(observations.at("/0:1:0/4").asString()).isEqualTo("Q");
    assertThat(message.at("/data/structures/0/dimensions/observation/1/id").asString())
        .isEqualTo("REF_AREA");
    assertThat(message.at("/data/structures/0/dimensions/observation/1/values/1/value").asString())
        .isEqualTo("IL.NORTH");
  }

  @Test
  void saysSinceWhenAFigureOfATimeCounts() {
    assertThat(times(ANSWER)).containsExactly("money_paid-2020-09-18", "2020-09-18");
    assertThat(times(answer(LocalDate.of(2020, 9, 1))))
        .containsExactly("money_paid-2020-09-01-P18D", "2020-09-01/P18D");
  }

  private static List<String> times(IndicatorAnswer answer) {
    JsonNode message = new JsonMapper().readTree(SdmxMessage.of(answer, Instant.EPOCH).bytes());
    JsonNode time = message.at("/data/structures/0/dimensions/observation/2");
    assertThat(time.get("id").asString()).isEqualTo("TIME_PERIOD");
    assertThat(message.at("/meta/id").asString()).matches(ID);
    return List.of(message.at("/meta/id").asString(), time.at("/values/0/value").asString());
  }

  /** What the schema of SDMX-JSON 2.0.0 asks of the parts that we write, read off it by hand. */
  @Test
  void writesStatisticsInTheFormOfTheStandard() {
    JsonNode message = new JsonMapper().readTree(SdmxMessage.of(ANSWER, Instant.EPOCH).bytes());
    assertThat(message.at("/meta/id").asString()).matches(ID);
    assertThat(message.at("/meta/sender/id").asString()).matches(ID);
    assertThat(Instant.parse(message.at("/meta/prepared").asString())).isEqualTo(Instant.EPOCH);
    JsonNode structure = message.at("/data/structures/0");
    JsonNode dimensions = structure.at("/dimensions/observation");
    for (int place = 0; place < dimensions.size(); place++) {
      JsonNode dimension = dimensions.get(place);
      assertThat(dimension.get("id").asString()).matches(COMPONENT);
      assertThat(dimension.get("keyPosition").asInt()).isEqualTo(place);
      assertThat(dimension.get("values")).isNotEmpty().doesNotHaveDuplicates();
      for (JsonNode value : dimension.get("values")) {
        boolean coded = value.has("id") && value.has("name");
        assertThat(coded ^ value.has("value")).as("%s", value).isTrue();
        assertThat(value.path("id").asString("x")).matches(ID);
        assertThat(value.path("names").valueStream()).allMatch(JsonNode::isString);
      }
    }
    assertThat(structure.at("/measures/observation/0/id").asString()).matches(COMPONENT);
    assertThat(structure.at("/measures/observation/0").has("values")).isFalse();
    for (JsonNode attribute : structure.at("/attributes/observation")) {
      assertThat(attribute.get("id").asString()).matches(COMPONENT);
      assertThat(attribute.get("relationship").toString()).isEqualTo("{\"observation\":{}}");
    }
    JsonNode set = message.at("/data/dataSets/0");
    assertThat(set.get("action").asString()).isEqualTo("Information");
    assertThat(set.get("links").isArray()).isTrue();
    set.get("observations")
        .forEachEntry(
            (at, values) -> {
              assertThat(at.split(":"))
                  .hasSize(dimensions.size())
                  .allMatch(n -> n.matches("[0-9]+"));
              assertThat(values.size())
                  .isEqualTo(1 + structure.at("/attributes/observation").size());
            });
  }

  private static Map<String, String> unzip(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("figures", ".xlsx");
    Files.write(file, bytes);
    Map<String, String> parts = new HashMap<>();
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        parts.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
      }
    } finally {
      Files.delete(file);
    }
    return parts;
  }
}
