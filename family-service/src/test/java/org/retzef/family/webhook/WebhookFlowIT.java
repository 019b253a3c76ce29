package org.retzef.family.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
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
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class WebhookFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private WebhookSending sending;

  private final String code = "HOOK-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private final PartnersServer server = new PartnersServer();
  private Desk partner;

  @BeforeEach
  void setAWebhook() {
    partner = Desk.partner(http, code, "referrals:write");
    Desk.of(http, "national-1", "IL", "national-manager")
        .post(
            "/partner-agreements",
            """
            {"partner":"%s","nameHe":"עמותה","legalBasis":"CONTRACT","sandbox":true,
             "scopes":["referrals:write"],"validFrom":"2020-01-01"}
            """
                .formatted(code))
        .expectStatus()
        .isCreated();
    set(server.url()).expectStatus().isCreated();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsOfEachChangeOnceSigned() {
    long before = Instant.now().getEpochSecond();
    refer();
    awaitCalls(2);
    await().until(() -> states("DELIVERED") == 2);
    PartnersServer.Call call =
        server.calls().stream()
            .filter(one -> one.body().contains("referral.accepted"))
            .findFirst()
            .orElseThrow();
    JsonNode body = new JsonMapper().readTree(call.body());
    assertThat(body.get("number").asInt()).isEqualTo(1);
    assertThat(body.get("data").get("status").asString()).isEqualTo("ACCEPTED");
    assertThat(call.signature()).isEqualTo(signature(secret(), call));
    assertThat(Long.parseLong(call.timestamp())).isBetween(before, Instant.now().getEpochSecond());
    JsonNode change = partner.read("/partner/changes").get("items").get(0);
    assertThat(change.get("id").asString()).isEqualTo(call.id());
    assertThat(change.get("data")).isEqualTo(body.get("data"));
  }

  @Test
  void triesAgainLaterGivesUpInTheEndAndReplaysOnRequest() {
    server.answersWith(503);
    refer();
    await().until(() -> waiting("status-503") == 2);
    // five, or where that is over already, of the second try: five minutes
    assertThat(secondsUntilNextTry()).isBetween(-60, 300);
    change("attempts = 9, next_try_at = now()");
    await().until(() -> states("DEAD") == 2);
    JsonNode dead = partner.read("/partner/webhook/deliveries?state=DEAD").get("items");
    assertThat(dead.get(0).get("failure").asString()).isEqualTo("status-503");
    assertThat(partner.read("/partner/webhook").get("dead").asInt()).isEqualTo(2);
    server.answersWith(200);
    String id = dead.get(0).get("id").asString();
    replay(id).expectStatus().isOk();
    await().until(() -> states("DELIVERED") == 1);
    assertThat(server.calls().getLast().id()).isEqualTo(id);
    Answers.refused(replay(UUID.randomUUID().toString()), 404, "delivery-not-found");
  }

  @Test
  void signsWithTheFormerSecretAsWellAfterARotation() {
    String former = secret();
    command("/partner/webhook/secret/rotation").expectStatus().isOk();
    String next = secret();
    assertThat(next).isNotEqualTo(former);
    refer();
    awaitCalls(2);
    PartnersServer.Call call = server.calls().getFirst();
    assertThat(call.signature().split(" "))
        .containsExactly(signature(next, call), signature(former, call));
  }

  @Test
  void followsNoRedirectAndStopsWhereTheAddressIsGone() {
    server.answersWith(302);
    refer();
    await().until(() -> waiting("status-302") == 2);
    assertThat(server.calls()).allMatch(call -> call.path().equals("/hook"));
    server.answersWith(410);
    change("next_try_at = now()");
    await().until(() -> states("DEAD") == 2);
    assertThat(partner.read("/partner/webhook").get("gone").asBoolean()).isTrue();
    refer();
    assertThat(partner.read("/partner/webhook/deliveries").get("items")).hasSize(2);
    assertThat(partner.read("/partner/changes").get("items")).hasSize(4);
  }

  /** What was on its way waits; what comes meanwhile stands in the feed alone. */
  @Test
  void tellsNothingWhileTheAgreementIsSuspended() {
    server.answersWith(503);
    refer();
    await().until(() -> waiting("status-503") == 2);
    suspend(true, "\"1\"");
    int tried = server.calls().size();
    server.answersWith(204);
    change("next_try_at = now()");
    database
        .sql("select tell_partner(:partner, 'consent.changed', '{}')")
        .bind("partner", code)
        .then()
        .block();
    sending.sendBatch();
    sending.sendBatch();
    assertThat(server.calls()).hasSize(tried);
    suspend(false, "\"2\"");
    await().until(() -> states("DELIVERED") == 2);
    assertThat(partner.read("/partner/changes").get("items")).hasSize(3);
  }

  private void suspend(boolean suspended, String eTag) {
    Desk.of(http, "national-1", "IL", "national-manager")
        .send(
            HttpMethod.PUT,
            "/partner-agreements/" + code + "/suspension",
            "{\"suspended\":" + suspended + "}",
            eTag,
            null)
        .expectStatus()
        .isOk();
  }

  @Test
  void sendsNothingTwiceFromSeveralCopies() {
    IntStream.range(0, 20).forEach(i -> refer());
    IntStream.range(0, 4).parallel().forEach(copy -> sending.sendBatch());
    await().until(() -> states("DELIVERED") == 40);
    assertThat(server.calls()).hasSize(40);
    assertThat(server.calls().stream().map(PartnersServer.Call::id)).doesNotHaveDuplicates();
  }

  @Test
  void setsOnlyWhatCanBeCalledAndForgetsWhatIsRemoved() {
    assertThat(Answers.faults(set("http://user@127.0.0.1/")))
        .containsExactly("url webhook-url-invalid");
    assertThat(Answers.faults(set("https://no-such-host.invalid/")))
        .containsExactly("url webhook-address-unknown");
    partner.delete("/partner/webhook", null).expectStatus().isNoContent();
    assertThat(partner.read("/partner/webhook").get("url").isNull()).isTrue();
    assertThat(partner.read("/partner/webhook/secret").get("secret").isNull()).isTrue();
    refer();
    assertThat(partner.read("/partner/webhook/deliveries").get("items")).isEmpty();
  }

  private WebTestClient.ResponseSpec set(String url) {
    return partner.post("/partner/webhook", "{\"url\":\"" + url + "\"}");
  }

  /** Accepted and closed at once, for the partner only tries things out. */
  private void refer() {
    partner
        .post(
            "/partner/referrals",
            """
            {"reference":"%s","unit":"%s","reason":"RIGHTS",
             "person":{"givenName":"דנה","familyName":"כהן","phone":"050-1234567","preferredLanguage":"he"},
             "consent":{"how":"ORAL","givenOn":"%s"}}
            """
                .formatted(UUID.randomUUID(), Desk.DEPARTMENT, TODAY))
        .expectStatus()
        .isCreated();
  }

  private WebTestClient.ResponseSpec replay(String id) {
    return command("/partner/webhook/deliveries/" + id + "/replay");
  }

  private WebTestClient.ResponseSpec command(String path) {
    return partner.send(HttpMethod.POST, path, null, null, UUID.randomUUID().toString());
  }

  private String secret() {
    return partner.read("/partner/webhook/secret").get("secret").asString();
  }

  private static String signature(String secret, PartnersServer.Call call) {
    return new WebhookSecret(secret).sign(call.id(), Long.parseLong(call.timestamp()), call.body());
  }

  private void awaitCalls(int number) {
    await().until(() -> server.calls().size() == number);
  }

  private int states(String state) {
    return count("state = '" + state + "'");
  }

  private int waiting(String failure) {
    return count("state = 'DUE' and failure = '" + failure + "'");
  }

  private int count(String condition) {
    return number("count(*)::int", condition);
  }

  private int secondsUntilNextTry() {
    return number("max(extract(epoch from next_try_at - now()))::int", "true");
  }

  private int number(String what, String condition) {
    return database
        .sql(
            "select "
                + what
                + " as number from webhook_delivery where partner = :partner and "
                + condition)
        .bind("partner", code)
        .mapValue(Integer.class)
        .one()
        .block();
  }

  private void change(String what) {
    database
        .sql("update webhook_delivery set " + what + " where partner = :partner and state = 'DUE'")
        .bind("partner", code)
        .then()
        .block();
  }
}
