package org.retzef.family.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.partner.AgreedPartner.GIVEN_NAME;
import static org.retzef.family.partner.AgreedPartner.request;
import static org.retzef.family.partner.AgreedPartner.today;
import static org.retzef.family.partner.AgreedPartner.types;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A partner refers somebody, a department answers, and who it is stays sealed and goes. */
@RetzefIT
class PartnerReferralIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private PartnerReferralExpiry expiry;
  private AgreedPartner agreed;

  @BeforeEach
  void agree() {
    agreed = new AgreedPartner(http);
  }

  @Test
  void refersSomebodyAndHearsWhatCameOfIt() {
    String id = Answers.id(agreed.refers("ref-1"));
    JsonNode seen = agreed.worker.read("/partner-referrals/" + id);
    assertThat(seen.get("details").get("person").get("givenName").asString()).isEqualTo(GIVEN_NAME);
    assertThat(agreed.worker.read("/partner-referrals?limit=200").get("items").toString())
        .contains(id)
        .doesNotContain(GIVEN_NAME);
    String family = agreed.worker.registers();
    agreed
        .answer(id, "{\"decision\":\"ACCEPT\",\"familyId\":\"" + family + "\"}", "\"1\"")
        .expectStatus()
        .isOk();
    result(id, "\"2\"").expectStatus().isOk();
    JsonNode told = agreed.partner.read("/partner/referrals/" + id);
    assertThat(told.get("status").asString()).isEqualTo("CLOSED");
    assertThat(told.get("result").asString()).isEqualTo("SERVICE_BEGAN");
    assertThat(told.toString()).doesNotContain(family, GIVEN_NAME);
    JsonNode changes = agreed.partner.read("/partner/changes");
    assertThat(types(changes)).containsExactly("referral.accepted", "referral.closed");
    assertThat(changes.get("items").get(1).get("data").get("reference").asString())
        .isEqualTo("ref-1");
    assertThat(changes.toString()).doesNotContain(family, GIVEN_NAME);
    assertThat(agreed.worker.read("/partner-referrals/" + id).get("details").isNull()).isTrue();
    assertThat(sealed(id)).isZero();
  }

  @Test
  void keepsWhoItIsSealedAndFromEverybodyElse() {
    String id = Answers.id(agreed.refers("ref-1"));
    assertThat(sealed(id)).isEqualTo(1);
    String kept =
        database
            .sql("select encode(sealed, 'escape') as kept from partner_referral where id = :id")
            .bind("id", UUID.fromString(id))
            .mapValue(String.class)
            .one()
            .block();
    assertThat(kept).doesNotContain("050", "Shulamit");
    Answers.refused(
        Desk.stranger(http).get("/partner-referrals/" + id), 404, "partner-referral-not-found");
    Desk other = Desk.partner(http, "NGO-DEMO", "referrals:write");
    Answers.refused(other.get("/partner/referrals/" + id), 404, "partner-referral-not-found");
    assertThat(
            Answers.faults(
                agreed.answer(
                    id,
                    "{\"decision\":\"DECLINE\",\"reason\":\"NO_ROOM\",\"familyId\":\"%s\"}"
                        .formatted(UUID.randomUUID()),
                    "\"1\"")))
        .containsExactly("familyId family-not-asked");
    agreed
        .answer(id, "{\"decision\":\"DECLINE\",\"reason\":\"NO_ROOM\"}", "\"1\"")
        .expectStatus()
        .isOk();
    assertThat(sealed(id)).isZero();
    assertThat(agreed.partner.read("/partner/referrals/" + id).get("declineReason").asString())
        .isEqualTo("NO_ROOM");
  }

  @Test
  void forgetsWhoItIsWithTheFamilyThatItBecame() {
    String id = Answers.id(agreed.refers("ref-1"));
    String family = agreed.worker.registers();
    agreed
        .answer(id, "{\"decision\":\"ACCEPT\",\"familyId\":\"" + family + "\"}", "\"1\"")
        .expectStatus()
        .isOk();
    assertThat(sealed(id)).isEqualTo(1);
    Desk.head(http)
        .send(
            HttpMethod.POST,
            "/families/" + family + "/erasure",
            "{\"reasonCode\":\"FAMILY_ASKED\",\"legalBasis\":\"PRIVACY_PROTECTION_LAW\"}",
            "\"1\"",
            null)
        .expectStatus()
        .isCreated();
    assertThat(sealed(id)).isZero();
  }

  @Test
  void expiresOnceAndForgetsWhoItIsThoughSeveralCopiesLookAtOnce() {
    String overdue = Answers.id(agreed.refers("ref-1"));
    String waits = Answers.id(agreed.refers("ref-2"));
    database
        .sql("update partner_referral set expires_on = :yesterday where id = :id")
        .bind("yesterday", today().minusDays(1))
        .bind("id", UUID.fromString(overdue))
        .then()
        .block();
    Answers.refused(
        agreed.answer(overdue, "{\"decision\":\"ACCEPT\"}", "\"1\""),
        409,
        "partner-referral-answered");
    IntStream.range(0, 4).parallel().forEach(copy -> expiry.expire());
    JsonNode seen = agreed.worker.read("/partner-referrals/" + overdue);
    assertThat(seen.get("referral").get("status").asString()).isEqualTo("EXPIRED");
    assertThat(seen.get("version").asLong()).isEqualTo(2);
    assertThat(seen.get("details").isNull()).isTrue();
    assertThat(sealed(overdue)).isZero();
    assertThat(sealed(waits)).isEqualTo(1);
    assertThat(agreed.worker.read("/partner-referrals?limit=200").get("items").toString())
        .contains(waits)
        .doesNotContain(overdue);
    assertThat(agreed.partner.read("/partner/referrals/" + overdue).get("status").asString())
        .isEqualTo("EXPIRED");
    JsonNode changes = agreed.partner.read("/partner/changes");
    assertThat(types(changes)).containsExactly("referral.expired");
    assertThat(changes.get("items").get(0).get("data").get("reference").asString())
        .isEqualTo("ref-1");
    Answers.refused(
        agreed.answer(overdue, "{\"decision\":\"ACCEPT\"}", "\"2\""),
        409,
        "partner-referral-answered");
  }

  @Test
  void waitsUntilTheDayThatThePartnerNamesOrAMonth() {
    assertThat(lastDay(request("ref-1"))).isEqualTo(today().plusDays(30).toString());
    String named = request("ref-2").replaceFirst("\\{", "{\"expiresOn\":\"%s\",");
    assertThat(lastDay(named.formatted(today().plusDays(3))))
        .isEqualTo(today().plusDays(3).toString());
    assertThat(Answers.faults(agreed.partner.post("/partner/referrals", named.formatted(today()))))
        .containsExactly("expiresOn date-not-in-future");
  }

  private String lastDay(String body) {
    return Answers.json(agreed.partner.post("/partner/referrals", body).expectStatus().isCreated())
        .get("expiresOn")
        .asString();
  }

  @Test
  void refersOnceHoweverOftenItIsSent() {
    String body = request("ref-1");
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      answers.add(
          Answers.id(
              agreed.partner.send(
                  HttpMethod.POST, "/partner/referrals", body, null, agreed.code + "-1")));
    }
    assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    Answers.refused(agreed.refers("ref-1"), 409, "partner-reference-taken");
    agreed
        .partner
        .send(HttpMethod.POST, "/partner/referrals", body, null, null)
        .expectStatus()
        .isBadRequest();
    assertThat(agreed.partner.read("/partner/referrals").get("items")).hasSize(1);
  }

  @Test
  void answersAtOnceWhoTriesThingsOutAndShowsItToNoDepartment() {
    Desk sandbox = Desk.partner(http, "NGO-DEMO", "referrals:write");
    String reference = "try-" + UUID.randomUUID();
    JsonNode sent =
        Answers.json(
            sandbox.post("/partner/referrals", request(reference)).expectStatus().isCreated());
    assertThat(sent.get("status").asString()).isEqualTo("CLOSED");
    assertThat(agreed.worker.read("/partner-referrals?limit=200").get("items").toString())
        .doesNotContain(reference);
    Answers.refused(
        agreed.worker.get("/partner-referrals/" + sent.get("id").asString()),
        404,
        "partner-referral-not-found");
  }

  @Test
  void namesEveryFaultOfAReferral() {
    assertThat(
            Answers.faults(
                agreed.partner.post(
                    "/partner/referrals",
                    """
                    {"reference":"a name","unit":"%s","reason":"RIGHTS",
                     "person":{"givenName":"","familyName":"כהן","phone":"1","preferredLanguage":"he"},
                     "consent":{"how":"ORAL","givenOn":"%s"}}
                    """
                        .formatted(Desk.DEPARTMENT, today().plusDays(1)))))
        .contains(
            "reference partner-reference-invalid",
            "person.phone phone-invalid",
            "consent.givenOn date-in-future");
  }

  private WebTestClient.ResponseSpec result(String id, String eTag) {
    return agreed.worker.send(
        HttpMethod.PUT,
        "/partner-referrals/" + id + "/result",
        "{\"result\":\"SERVICE_BEGAN\"}",
        eTag,
        null);
  }

  private long sealed(String id) {
    return database
        .sql("select count(*) from partner_referral where id = :id and sealed is not null")
        .bind("id", UUID.fromString(id))
        .mapValue(Long.class)
        .one()
        .block();
  }
}
