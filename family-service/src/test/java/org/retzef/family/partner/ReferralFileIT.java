package org.retzef.family.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.family.partner.AgreedPartner.GIVEN_NAME;
import static org.retzef.family.partner.AgreedPartner.request;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A file of referrals: each row once, its faults by row, and on to its end by itself. */
@RetzefIT
class ReferralFileIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private AgreedPartner agreed;

  @BeforeEach
  void agree() {
    agreed = new AgreedPartner(http);
  }

  @Test
  void takesAFileOfReferralsAndTheSameOneAgainWithoutAChange() {
    String file =
        String.join(
            "\n",
            line("bulk-1"),
            "",
            line("bulk-2"),
            line("bulk-1"),
            line("bulk-3").replace(Desk.DEPARTMENT, "IL.NOWHERE.A1.D1"),
            line("bulk-4").replace("050-1234567", "1"),
            "nonsense");
    assertThat(imported(file, "?dryRun=true&onError=SKIP").get("done").asInt()).isEqualTo(2);
    JsonNode refused = imported(file, "");
    assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.get("done").asInt()).isZero();
    assertThat(refused.get("rows").asInt()).isEqualTo(6);
    assertThat(refused.get("faults").toString())
        .contains("{\"row\":4,\"field\":\"reference\",\"code\":\"row-key-repeated\",\"message\":")
        .contains("{\"row\":5,\"field\":\"unit\",\"code\":\"department-unknown\",\"message\":");
    assertThat(agreed.partner.read("/partner/referrals").get("items")).isEmpty();
    JsonNode first = imported(file, "?onError=SKIP");
    assertThat(first.get("done").asInt()).isEqualTo(2);
    assertThat(first.get("repeated").asInt()).isEqualTo(1);
    assertThat(first.get("refused").asInt()).isEqualTo(3);
    assertThat(first.get("faults").toString())
        .contains("{\"row\":5,\"field\":\"unit\",\"code\":\"department-unknown\",\"message\":")
        .contains("{\"row\":6,\"field\":\"person.phone\",\"code\":\"phone-invalid\",\"message\":")
        .contains("\"row\":7")
        .doesNotContain(GIVEN_NAME, "nonsense");
    assertThat(imported(file, "?onError=SKIP").get("done").asInt()).isZero();
    assertThat(agreed.partner.read("/partner/referrals").get("items")).hasSize(2);
    String id = first.get("id").asString();
    assertThat(agreed.partner.read("/partner/imports/" + id).get("ended").asBoolean()).isTrue();
    Answers.refused(
        Desk.partner(http, "NGO-DEMO", "referrals:write").get("/partner/imports/" + id),
        404,
        "import-not-found");
  }

  @Test
  void takesAFileOfCsvAsOneOfNdjson() {
    String header =
        "reference,unit,reason,person.givenName,person.familyName,person.phone,"
            + "person.preferredLanguage,consent.how,consent.givenOn,text\n";
    String row = "%s," + Desk.DEPARTMENT + ",RIGHTS,דנה,כהן,%s,he,ORAL,2026-01-02,\"שתי\nשורות\"\n";
    String file = header + row.formatted("csv-1", "050-1234567") + row.formatted("csv-2", "1");
    JsonNode imported =
        Answers.json(
            agreed
                .partner
                .upload("/partner/imports?onError=SKIP", MediaType.parseMediaType("text/csv"), file)
                .expectStatus()
                .isAccepted());
    assertThat(imported.get("done").asInt()).isEqualTo(1);
    assertThat(imported.get("faults")).hasSize(1);
    assertThat(imported.get("faults").toString())
        .contains("\"row\":3,\"field\":\"person.phone\",\"code\":\"phone-invalid\",\"message\":\"");
    String id = agreed.partner.read("/partner/referrals").at("/items/0/id").asString();
    assertThat(agreed.worker.read("/partner-referrals/" + id).toString())
        .contains("דנה", "שתי\\nשורות", "ORAL");
  }

  /** As if the service had stopped between two portions of the file. */
  @Test
  void goesOnByItselfWithAFileOfReferralsThatBrokeOff() {
    String file =
        IntStream.range(0, 300)
            .mapToObj(i -> line("broken-" + i))
            .collect(Collectors.joining("\n"));
    database.sql(REFUSE_ONE).then().block();
    JsonNode first;
    try {
      first = imported(file, "");
      assertThat(first.get("ended").asBoolean()).isFalse();
      assertThat(first.get("done").asInt()).as("of the other portions").isEqualTo(200);
    } finally {
      database.sql("drop trigger refuse_one on partner_referral").then().block();
    }
    String path = "/partner/imports/" + first.get("id").asString();
    JsonNode ended =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> agreed.partner.read(path), found -> found.get("ended").asBoolean());
    assertThat(ended.get("done").asInt()).isEqualTo(300);
    assertThat(ended.get("repeated").asInt() + ended.get("refused").asInt()).isZero();
  }

  private static final String REFUSE_ONE =
      """
      create or replace function refuse_one() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = 'check_violation'; end $$;
      create trigger refuse_one before insert on partner_referral
        for each row when (new.reference = 'broken-150') execute function refuse_one()
      """;

  private static String line(String reference) {
    return request(reference).replace("\n", " ");
  }

  private JsonNode imported(String file, String query) {
    return Answers.json(
        agreed.partner.upload("/partner/imports" + query, file).expectStatus().isAccepted());
  }
}
