package org.retzef.family.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class ReferralFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final String THIRD_DEPARTMENT = "IL.SOUTH.A0246.D1";
  private static final String OUTGOING = "/referrals?direction=OUTGOING&limit=200";
  private static final String TEXT = "האם מחפשת עבודה במשרה חלקית";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ReferralExpiry expiry;

  private Desk sender;
  private Desk receiver;
  private Desk partner;
  private String family;

  @BeforeEach
  void registerAFamily() {
    sender = Desk.worker(http);
    receiver = Desk.stranger(http);
    partner = Desk.agreedPartner(http, "NGO-REF", "referrals:write");
    family = sender.registers();
  }

  @Test
  void isAcceptedAndItsResultComesBackToTheSender() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String id = sent(toUnit());
      JsonNode before = receiver.read("/referrals/" + id);
      assertThat(before.get("reason").asString()).isEqualTo("EMPLOYMENT");
      assertThat(before.get("text").isNull()).isTrue();
      Answers.refused(receiver.get("/families/" + family), 404, "family-not-found");

      answer(receiver, id, "{\"decision\":\"ACCEPT\"}", "\"1\"").expectStatus().isOk();
      assertThat(receiver.read("/referrals/" + id).get("text").asString()).isEqualTo(TEXT);
      receiver.get("/families/" + family).expectStatus().isOk();
      Answers.refused(receiver.enrols(family), 403, "family-read-only");

      String result = "{\"result\":\"SERVICE_BEGAN\",\"text\":\"התחילה בשבוע שעבר\"}";
      receiver.post("/referrals/" + id + "/result", result, "\"2\"").expectStatus().isOk();
      JsonNode seen = sender.read("/families/" + family + "/referrals").get("items").get(0);
      assertThat(seen.get("status").asString()).isEqualTo("CLOSED");
      assertThat(seen.get("result").asString()).isEqualTo("SERVICE_BEGAN");
      assertThat(seen.get("resultText").asString()).isEqualTo("התחילה בשבוע שעבר");
      Answers.refused(receiver.get("/families/" + family), 404, "family-not-found");
      Answers.refused(
          receiver.post("/referrals/" + id + "/result", result, "\"3\""),
          409,
          "referral-not-accepted");
      assertThat(events.await(3, family))
          .extracting(TestEvent::type)
          .containsSequence(
              "org.retzef.referral.sent.v1",
              "org.retzef.referral.answered.v1",
              "org.retzef.referral.answered.v1");
      assertThat(events.await(3, family)).noneMatch(event -> event.json().contains("האם"));
    }
  }

  @Test
  void letsTheReceiverReadForNinetyDaysAndTellTheResultLater() {
    String id = sent(toUnit());
    answer(receiver, id, "{\"decision\":\"ACCEPT\"}", "\"1\"").expectStatus().isOk();
    String accepted =
        "update referral set answered_at = now() - interval '%s' where id = '" + id + "'";
    sql(accepted.formatted("89 days"));
    receiver.get("/families/" + family).expectStatus().isOk();
    sql(accepted.formatted("90 days"));
    Answers.refused(receiver.get("/families/" + family), 404, "family-not-found");
    assertThat(receiver.read("/referrals?status=ACCEPTED&limit=200").toString()).contains(id);
    receiver
        .post("/referrals/" + id + "/result", "{\"result\":\"FAMILY_DID_NOT_COME\"}", "\"2\"")
        .expectStatus()
        .isOk();
  }

  @Test
  void isNotSentToAUnitThatIsClosed() {
    Desk national = Desk.of(http, "n-1", "IL", "national-manager");
    String closed = Desk.OTHER_DEPARTMENT.replace(".D1", ".D82");
    national
        .post("/units", "{\"path\": \"%s\", \"nameHe\": \"סגורה\"}".formatted(closed))
        .expectStatus()
        .isCreated();
    national
        .patch(
            "/units/" + closed,
            "{\"openedOn\": \"2020-01-01\", \"closedOn\": \"2026-01-31\"}",
            "\"1\"")
        .expectStatus()
        .isOk();
    Answers.refused(send(toUnit().replace(Desk.OTHER_DEPARTMENT, closed)), 409, "unit-closed");
  }

  @Test
  void isDeclinedWithAReasonThatTheSenderSees() {
    String id = sent(toUnit());
    assertThat(Answers.faults(answer(receiver, id, "{\"decision\":\"DECLINE\"}", "\"1\"")))
        .containsExactly("reason required");
    assertThat(
            Answers.faults(
                answer(receiver, id, "{\"decision\":\"ACCEPT\",\"reason\":\"NO_ROOM\"}", "\"1\"")))
        .containsExactly("reason reason-not-asked");
    String decline = "{\"decision\":\"DECLINE\",\"reason\":\"NO_ROOM\"}";
    answer(receiver, id, decline, null).expectStatus().isEqualTo(428);
    answer(receiver, id, decline, "\"8\"").expectStatus().isEqualTo(412);
    answer(receiver, id, decline, "\"1\"").expectStatus().isOk();
    JsonNode seen = sender.read("/referrals/" + id);
    assertThat(seen.get("status").asString()).isEqualTo("DECLINED");
    assertThat(seen.get("declineReason").asString()).isEqualTo("NO_ROOM");
    assertThat(receiver.read("/referrals/" + id).get("text").isNull()).isTrue();
    Answers.refused(answer(receiver, id, decline, "\"2\""), 409, "referral-answered");
  }

  @Test
  void expiresOnceThoughSeveralCopiesLookAtOnce() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String id = sent(toUnit());
      sql("update referral set expires_on = '%s' where id = '%s'".formatted(TODAY, id));
      expiry.expire();
      assertThat(sender.read("/referrals/" + id).get("status").asString())
          .as("on its last day")
          .isEqualTo("SENT");
      sql("update referral set expires_on = expires_on - 1 where id = '%s'".formatted(id));
      Answers.refused(
          answer(receiver, id, "{\"decision\":\"ACCEPT\"}", "\"1\""), 409, "referral-answered");
      IntStream.range(0, 4).parallel().forEach(copy -> expiry.expire());
      assertThat(sender.read("/referrals/" + id).get("status").asString()).isEqualTo("EXPIRED");
      assertThat(sender.read("/referrals/" + id).get("version").asLong()).isEqualTo(2);
      assertThat(events.await(2, family).getLast().json()).contains("\"status\":\"EXPIRED\"");
    }
  }

  @Test
  void goesToAPartnerOnlyWithTheFamilysConsent() {
    Answers.refused(send(toPartner()), 409, "consent-missing");
    String consent =
        Answers.id(
            sender.post(
                "/families/" + family + "/consents",
                """
                {"partner":"NGO-REF","purpose":"REFERRAL","how":"SIGNED_FORM","givenOn":"%s"}
                """
                    .formatted(TODAY)));
    String id = sent(toPartner());
    assertThat(partner.read("/referrals").get("items").toString())
        .contains(id)
        .doesNotContain("האם");
    assertThat(partner.read("/referrals?direction=OUTGOING").get("items")).isEmpty();
    Answers.refused(
        Desk.agreedPartner(http, "NGO-STRANGE", "referrals:write").get("/referrals/" + id),
        404,
        "referral-not-found");
    assertThat(Answers.faults(answer(partner, id, "{\"decision\":\"ACCEPT\"}", "\"1\"")))
        .containsExactly("Idempotency-Key idempotency-key-required");
    for (int attempt = 0; attempt < 2; attempt++) {
      partner
          .send(
              HttpMethod.POST,
              "/referrals/" + id + "/answer",
              "{\"decision\":\"ACCEPT\"}",
              "\"1\"",
              "answer-" + id)
          .expectStatus()
          .isOk();
    }
    assertThat(partner.read("/referrals/" + id).get("text").asString()).isEqualTo(TEXT);

    sender
        .post(
            "/families/" + family + "/consents/" + consent + "/withdrawal",
            "{\"how\":\"ORAL\"}",
            "\"1\"")
        .expectStatus()
        .isOk();
    Answers.refused(partner.get("/referrals/" + id), 404, "referral-not-found");
    assertThat(partner.read("/referrals").get("items").toString()).doesNotContain(id);
  }

  @Test
  void isSeenByItsTwoSidesOnly() {
    String id = sent(toUnit());
    Desk third = Desk.of(http, "worker-3", THIRD_DEPARTMENT, "family-social-worker");
    Answers.refused(third.get("/referrals/" + id), 404, "referral-not-found");
    Answers.refused(
        answer(third, id, "{\"decision\":\"ACCEPT\"}", "\"1\""), 404, "referral-not-found");
    Answers.refused(
        answer(sender, id, "{\"decision\":\"ACCEPT\"}", "\"1\""), 404, "referral-not-found");
    Answers.refused(
        receiver.post("/families/" + family + "/referrals", toUnit()), 404, "family-not-found");
    assertThat(receiver.read("/referrals?status=SENT&limit=200").toString()).contains(id);
    assertThat(receiver.read("/referrals?status=ACCEPTED&limit=200").toString()).doesNotContain(id);
    assertThat(sender.read(OUTGOING).toString()).contains(id);
    Desk otzma = Desk.of(http, "otzma-2", Desk.DEPARTMENT, "otzma-worker");
    Answers.refused(otzma.get("/referrals/" + id), 404, "referral-not-found");
    assertThat(otzma.read(OUTGOING).get("items")).as("of families that it does not hold").isEmpty();
  }

  /** Its state stays with who sent it; what was written of the family goes along with it. */
  @Test
  void goesAlongWithAFamilyThatMovesWhileItIsOpen() {
    String id = sent(toUnit());
    Desk next = Desk.of(http, "worker-3", THIRD_DEPARTMENT, "family-social-worker");
    Desk.moves(http, family, Desk.DEPARTMENT, THIRD_DEPARTMENT);
    answer(receiver, id, "{\"decision\":\"ACCEPT\"}", "\"1\"").expectStatus().isOk();
    String result = "{\"result\":\"SERVICE_BEGAN\",\"text\":\"התחילה בשבוע שעבר\"}";
    receiver.post("/referrals/" + id + "/result", result, "\"2\"").expectStatus().isOk();

    JsonNode left = sender.read("/referrals/" + id);
    assertThat(left.get("status").asString()).isEqualTo("CLOSED");
    assertThat(left.get("result").asString()).isEqualTo("SERVICE_BEGAN");
    assertThat(left.get("text").isNull()).isTrue();
    assertThat(left.get("resultText").isNull()).isTrue();
    assertThat(sender.read(OUTGOING).toString()).doesNotContain(id);
    assertThat(next.read("/referrals/" + id).get("text").asString()).isEqualTo(TEXT);
    assertThat(next.read(OUTGOING).toString()).contains(id, "התחילה בשבוע שעבר");
    assertThat(receiver.read("/referrals/" + id).get("text").asString()).isEqualTo(TEXT);
  }

  @Test
  void reachesACentreAndSealsWhatWasWritten() {
    String id = sent(toUnit().replace(Desk.OTHER_DEPARTMENT, Desk.OTHER_DEPARTMENT + ".C1"));
    Desk otzma = Desk.of(http, "otzma-1", Desk.OTHER_DEPARTMENT + ".C1", "otzma-worker");
    answer(otzma, id, "{\"decision\":\"ACCEPT\"}", "\"1\"").expectStatus().isOk();
    otzma.get("/families/" + family).expectStatus().isOk();
    String dump =
        database
            .sql(
                """
                select string_agg(whole, ' ') as dump from (
                  select referral::text as whole from referral
                  union all select coalesce(body, '') from idempotency_key) as rows
                """)
            .mapValue(String.class)
            .one()
            .block();
    assertThat(dump).contains(id).doesNotContain(TEXT);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(Answers.faults(send("{\"reason\":\"X\",\"expiresOn\":\"2020-01-01\"}")))
        .containsExactlyInAnyOrder("reason value-unknown", "expiresOn date-not-in-future");
    String to = "{%s\"reason\":\"OTHER\",\"expiresOn\":\"" + TODAY.plusDays(9) + "\"}";
    String both = "\"toUnit\":\"%s\",\"toPartner\":\"NGO-REF\",".formatted(Desk.OTHER_DEPARTMENT);
    for (String receivers : List.of("", both)) {
      assertThat(Answers.faults(send(to.formatted(receivers))))
          .containsExactly("toUnit one-receiver");
    }
    assertThat(Answers.faults(send(to.formatted("\"toUnit\":\"IL.SOUTH.A9999.D1\","))))
        .containsExactly("toUnit unit-unknown");
    assertThat(
            Answers.faults(
                send(
                    to.formatted(
                        "\"toUnit\":\"%s\",\"toProgramme\":\"NO_SUCH\","
                            .formatted(Desk.OTHER_DEPARTMENT)))))
        .containsExactly("toProgramme programme-unknown");
    Answers.refused(receiver.get("/referrals/" + UUID.randomUUID()), 404, "referral-not-found");
  }

  private static String toUnit() {
    return """
        {"toUnit":"%s","toProgramme":"NOSHMIM","reason":"EMPLOYMENT","text":"%s","expiresOn":"%s"}
        """
        .formatted(Desk.OTHER_DEPARTMENT, TEXT, TODAY.plusDays(14));
  }

  private static String toPartner() {
    return """
        {"toPartner":"NGO-REF","reason":"MILITARY_SERVICE","text":"%s","expiresOn":"%s"}
        """
        .formatted(TEXT, TODAY.plusDays(14));
  }

  private String sent(String body) {
    return Answers.id(send(body));
  }

  private WebTestClient.ResponseSpec send(String body) {
    return sender.post("/families/" + family + "/referrals", body);
  }

  private static WebTestClient.ResponseSpec answer(Desk desk, String id, String body, String eTag) {
    return desk.post("/referrals/" + id + "/answer", body, eTag);
  }

  private void sql(String statement) {
    database.sql(statement).then().block();
  }
}
