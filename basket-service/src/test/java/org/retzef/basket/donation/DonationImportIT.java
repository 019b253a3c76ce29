package org.retzef.basket.donation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What was given, out of files; each row once, and none that is wrong. */
@RetzefIT
class DonationImportIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private DonationDesk desk;

  @BeforeEach
  void open() {
    desk = new DonationDesk(http, database);
  }

  @Test
  void reports1200ComputersAnd510ParcelsOutOfRecordsThatCameAsFiles() {
    int before = familiesOf2020();
    List<UUID> families = desk.knownFamilies(1_200);
    String computers = desk.donates("RASHI_FOUNDATION", "COMPUTER", 1_300, "2020-04-01");
    String parcels = desk.donates("JDC_ASHALIM", "FOOD_PARCEL", 600, "2020-04-01");
    String file =
        jsonLines(families)
            + "{\"familyId\": \""
            + UUID.randomUUID()
            + "\", "
            + "\"quantity\": 1, \"distributedOn\": \"2020-06-14\"}\nnonsense\n";
    JsonNode dry = imports(computers, true, "application/x-ndjson", file);
    assertThat(dry.get("done").asInt()).isEqualTo(1_200);
    assertThat(dry.get("refused").asInt()).isEqualTo(2);
    assertThat(dry.get("faults").toString())
        .isEqualTo(
            "[{\"row\":1201,\"field\":\"familyId\",\"code\":\"family-unknown\"},"
                + "{\"row\":1202,\"field\":\"\",\"code\":\"row-malformed\"}]");
    assertThat(manager().read("/donations/" + computers).get("distributed").asInt()).isZero();
    JsonNode done = imports(computers, false, "application/x-ndjson", file);
    assertThat(done.get("done").asInt()).isEqualTo(1_200);
    JsonNode again = imports(computers, false, "application/x-ndjson", file);
    assertThat(again.get("done").asInt()).isZero();
    assertThat(again.get("repeated").asInt()).isEqualTo(1_200);
    imports(
        parcels,
        false,
        "text/csv",
        "distributedOn,familyId,quantity\r\n"
            + families.stream()
                .limit(510)
                .map(family -> "2020-07-01," + family + ",1")
                .collect(Collectors.joining("\r\n")));
    assertThat(line(manager().read("/donations/reports?donor=RASHI_FOUNDATION&year=2020")))
        .contains("\"kind\":\"COMPUTER\"", "\"families\":1200", "\"items\":1200");
    assertThat(line(manager().read("/donations/reports?donor=JDC_ASHALIM&year=2020")))
        .contains("\"kind\":\"FOOD_PARCEL\"", "\"families\":510", "\"items\":510");
    assertThat(familiesOf2020() - before).as("each family once").isEqualTo(1_200);
    assertThat(line(manager().read("/donations/reports?donor=JDC_ASHALIM&year=2021")))
        .contains("\"families\":0", "\"items\":0", "\"donated\":600");
  }

  @Test
  void refusesAFileWithoutTheColumnsThatItNeeds() {
    String path =
        "/donations/"
            + desk.donates("SOMEBODY", "COMPUTER", 3, "2020-04-01")
            + "/distributions/imports?dryRun=false";
    assertThat(
            Answers.faults(
                manager().sendFile(path, "text/csv", "familyId,amount,distributedOn\n1,2,3\n")))
        .containsExactly("header import-columns");
    manager()
        .sendFile(path.replaceFirst("[0-9a-f-]{36}", UUID.randomUUID().toString()), "text/csv", "x")
        .expectStatus()
        .isNotFound();
  }

  /** Whatever a dry run says is what happens then, but that it changes nothing. */
  @Test
  void aDryRunCountsWhatIsLeftAndWhatStandsInTheFileTwice() {
    List<UUID> families = desk.knownFamilies(5);
    String lines = jsonLines(families);
    String file = lines.lines().findFirst().orElseThrow() + "\n" + lines;
    String donation = desk.donates("SOMEBODY", "COMPUTER", 3, "2020-04-01");
    JsonNode dry = imports(donation, true, "application/x-ndjson", file);
    assertThat(manager().read("/donations/" + donation).get("distributed").asInt()).isZero();
    JsonNode done = imports(donation, false, "application/x-ndjson", file);
    for (JsonNode run : List.of(dry, done)) {
      assertThat(run.get("done").asInt()).isEqualTo(3);
      assertThat(run.get("repeated").asInt()).isEqualTo(1);
      assertThat(run.get("faults").toString())
          .isEqualTo(
              "[{\"row\":5,\"field\":\"quantity\",\"code\":\"donation-exhausted\"},"
                  + "{\"row\":6,\"field\":\"quantity\",\"code\":\"donation-exhausted\"}]");
    }
  }

  private String jsonLines(List<UUID> families) {
    return families.stream()
        .map(
            family ->
                "{\"familyId\": \"%s\", \"quantity\": 1, \"distributedOn\": \"2020-06-14\"}%n"
                    .formatted(family))
        .collect(Collectors.joining());
  }

  private JsonNode imports(String donation, boolean dryRun, String type, String file) {
    String path = "/donations/" + donation + "/distributions/imports";
    String id =
        Answers.json(
                manager()
                    .sendFile(path + "?dryRun=" + dryRun, type, file)
                    .expectStatus()
                    .isAccepted())
            .get("id")
            .asString();
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> manager().read(path + "/" + id),
            found -> found.get("status").asString().equals("DONE"));
  }

  private int familiesOf2020() {
    return manager().read("/donations/reports?year=2020").get("families").asInt();
  }

  private static String line(JsonNode report) {
    assertThat(report.get("lines")).hasSize(1);
    return report.get("lines").get(0).toString();
  }

  private Desk manager() {
    return desk.manager();
  }
}
