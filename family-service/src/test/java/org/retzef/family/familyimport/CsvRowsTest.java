package org.retzef.family.familyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.family.rowimport.RowFault;
import org.retzef.platform.problem.InvalidInput;

class CsvRowsTest {

  private static final String HEADER =
      "\uFEFFfamilyKey,unit,preferredLanguage,phone,street,city,givenName,familyName,birthDate,sex,"
          + "relation\r\n";

  @Test
  void gathersTheRowsOfAFamilyAndCountsThemAsASpreadsheetDoes() {
    List<RawFamily> families =
        read(
            HEADER
                + "1,IL.X,he,050,\"רחוב\nבשתי שורות\",עיר,א,ב,2000-01-01,MALE,HEAD\r\n"
                + "\r\n"
                + "1,,,,,,ג,ב,2010-01-01,MALE,CHILD\r\n"
                + "2,IL.X,he,050,ר,ע,ד,ה,2000-01-01,MALE,HEAD");
    assertThat(families)
        .extracting(RawFamily::memberRows)
        .containsExactly(List.of(2, 4), List.of(5));
    assertThat(text(families.get(0)))
        .contains("\"familyKey\":\"1\"", "\"street\":\"רחוב\\nבשתי שורות\"")
        .contains("\"givenName\":\"ג\"", "\"birthDate\":\"2010-01-01\"")
        .doesNotContain("postcode");
  }

  @Test
  void takesAnEnrolmentBesideAMemberOrInARowOfItsOwn() {
    List<RawFamily> families =
        read(
            HEADER.replace("\r", ",track,startDate,status,endDate,reason\r")
                + "1,IL.X,he,050,ר,ע,א,ב,2000-01-01,MALE,HEAD,MAPA,2020-01-15,,,\n"
                + "1,,,,,,ג,ב,2010-01-01,MALE,CHILD,,,,,\n"
                + "1,,,,,,,,,,,NITZOTZ,2016-02-01,LEFT,2018-01-31,OTHER\n");
    assertThat(families).hasSize(1);
    assertThat(families.getFirst().memberRows()).containsExactly(2, 3);
    assertThat(families.getFirst().enrolmentRows()).containsExactly(2, 4);
    assertThat(text(families.getFirst()))
        .contains(
            "\"enrolments\":[{\"track\":\"MAPA\",\"startDate\":\"2020-01-15\"},"
                + "{\"track\":\"NITZOTZ\",\"startDate\":\"2016-02-01\",\"status\":\"LEFT\","
                + "\"endDate\":\"2018-01-31\",\"reason\":\"OTHER\"}]");
  }

  @Test
  void tellsWhereAMembersRowSaysSomethingElseOfTheFamily() {
    List<RawFamily> families =
        read(
            HEADER
                + "1,IL.X,he,050,ר,ע,א,ב,2000-01-01,MALE,HEAD\n"
                + "1,IL.X,ar,051,,,ג,ב,2010-01-01,MALE,CHILD\n"
                + "1,IL.X\n");
    assertThat(families.getFirst().faults())
        .containsExactlyInAnyOrder(
            new RowFault(3, "preferredLanguage", "value-differs-in-family"),
            new RowFault(3, "phone", "value-differs-in-family"),
            new RowFault(4, "", "row-malformed"));
  }

  @Test
  void pointsToTheRowAndColumnOfAFault() {
    var family = new RawFamily(2, List.of(2, 4), List.of(3, 6), new byte[0], List.of());
    assertThat(family.locate("members[1].birthDate", "x", true))
        .isEqualTo(new RowFault(4, "birthDate", "x"));
    assertThat(family.locate("members[1]", "x", true)).isEqualTo(new RowFault(4, "", "x"));
    assertThat(family.locate("members", "x", true)).isEqualTo(new RowFault(2, "members", "x"));
    assertThat(family.locate("address.city", "x", true)).isEqualTo(new RowFault(2, "city", "x"));
    assertThat(family.locate("enrolments[1].track", "x", true))
        .isEqualTo(new RowFault(6, "track", "x"));
    assertThat(family.locate("members[1].sex", "x", false))
        .isEqualTo(new RowFault(2, "members[1].sex", "x"));
  }

  @Test
  void neverGathersMoreThanAHouseholdMayHave() {
    String row = "1,IL.X,he,050,ר,ע,א,ב,2000-01-01,MALE,HEAD\n";
    List<RawFamily> families = read(HEADER + row.repeat(5_000));
    assertThat(families).hasSize(1);
    assertThat(families.getFirst().memberRows()).hasSize(41);
  }

  @Test
  void refusesAFileWithoutItsHeaderAndDoesNotSayWhatStoodThere() {
    assertThatThrownBy(() -> read("1,דנה,כהן\n"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.faults().toString()).doesNotContain("דנה"));
    assertThatThrownBy(() -> read(HEADER.replace("\r\n", ",דנה\n")))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.faults().toString())
                    .contains("csv-column-unknown")
                    .doesNotContain("דנה"));
  }

  private static List<RawFamily> read(String csv) {
    List<RawFamily> families = new ArrayList<>();
    new CsvRows()
        .forEach(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), families::add);
    return families;
  }

  private static String text(RawFamily family) {
    return new String(family.json(), StandardCharsets.UTF_8);
  }
}
