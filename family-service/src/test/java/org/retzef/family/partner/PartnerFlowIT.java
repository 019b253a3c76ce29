package org.retzef.family.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.caller.AccessRules.Rule;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class PartnerFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final String GIVEN_NAME = "שולמית";

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private AccessRules rules;

  private final String code = "NGO-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private Desk ministry;
  private Desk worker;
  private Desk partner;

  @BeforeEach
  void agree() {
    ministry = Desk.of(http, "national-1", "IL", "national-manager");
    worker = Desk.worker(http);
    partner = Desk.partner(http, code, "referrals:write families:read");
    agree(code, false).expectStatus().isCreated();
  }

  @Test
  void refersSomebodyAndHearsWhatCameOfIt() {
    String id = Desk.id(refer("ref-1"));
    JsonNode seen = worker.read("/partner-referrals/" + id);
    assertThat(seen.get("details").get("person").get("givenName").asString()).isEqualTo(GIVEN_NAME);
    assertThat(worker.read("/partner-referrals?limit=200").get("items").toString())
        .contains(id)
        .doesNotContain(GIVEN_NAME);
    String family = worker.registers();
    answer(id, "{\"decision\":\"ACCEPT\",\"familyId\":\"" + family + "\"}", "\"1\"")
        .expectStatus()
        .isOk();
    result(id, "\"2\"").expectStatus().isOk();
    JsonNode told = partner.read("/partner/referrals/" + id);
    assertThat(told.get("status").asString()).isEqualTo("CLOSED");
    assertThat(told.get("result").asString()).isEqualTo("SERVICE_BEGAN");
    assertThat(told.toString()).doesNotContain(family, GIVEN_NAME);
    JsonNode changes = partner.read("/partner/changes");
    assertThat(types(changes)).containsExactly("referral.accepted", "referral.closed");
    assertThat(changes.get("items").get(1).get("data").get("reference").asString())
        .isEqualTo("ref-1");
    assertThat(changes.toString()).doesNotContain(family, GIVEN_NAME);
    assertThat(worker.read("/partner-referrals/" + id).get("details").isNull()).isTrue();
    assertThat(sealed(id)).isZero();
  }

  @Test
  void keepsWhoItIsSealedAndFromEverybodyElse() {
    String id = Desk.id(refer("ref-1"));
    assertThat(sealed(id)).isEqualTo(1);
    String kept =
        database
            .sql("select encode(sealed, 'escape') as kept from partner_referral where id = :id")
            .bind("id", UUID.fromString(id))
            .mapValue(String.class)
            .one()
            .block();
    assertThat(kept).doesNotContain("050", "Shulamit");
    Desk.refused(
        Desk.stranger(http).get("/partner-referrals/" + id), 404, "partner-referral-not-found");
    Desk other = Desk.partner(http, "NGO-DEMO", "referrals:write");
    Desk.refused(other.get("/partner/referrals/" + id), 404, "partner-referral-not-found");
    answer(id, "{\"decision\":\"DECLINE\",\"reason\":\"NO_ROOM\"}", "\"1\"").expectStatus().isOk();
    assertThat(sealed(id)).isZero();
    assertThat(partner.read("/partner/referrals/" + id).get("declineReason").asString())
        .isEqualTo("NO_ROOM");
  }

  @Test
  void forgetsWhoItIsWithTheFamilyThatItBecame() {
    String id = Desk.id(refer("ref-1"));
    String family = worker.registers();
    answer(id, "{\"decision\":\"ACCEPT\",\"familyId\":\"" + family + "\"}", "\"1\"")
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
  void refersOnceHoweverOftenItIsSent() {
    String body = request("ref-1");
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      answers.add(
          Desk.id(partner.send(HttpMethod.POST, "/partner/referrals", body, null, code + "-1")));
    }
    assertThat(answers.getFirst()).isEqualTo(answers.getLast());
    Desk.refused(refer("ref-1"), 409, "partner-reference-taken");
    partner
        .send(HttpMethod.POST, "/partner/referrals", body, null, null)
        .expectStatus()
        .isBadRequest();
    assertThat(partner.read("/partner/referrals").get("items")).hasSize(1);
  }

  @Test
  void letsNobodyInWithoutAnAgreementInForceWhateverTheTokenSays() {
    Desk stranger = Desk.partner(http, "NGO-NONE", "referrals:write");
    Desk.refused(stranger.get("/partner/changes"), 403, "partner-agreement-missing");
    Desk.refused(agree(code, false), 409, "partner-agreement-exists");
    end(TODAY.minusDays(1), "\"1\"").expectStatus().isOk();
    Desk.refused(refer("ref-1"), 403, "partner-agreement-missing");
    Desk.refused(partner.get("/partner/families"), 403, "partner-agreement-missing");
  }

  /** Every row of the table that lets a partner in: nobody need remember to add one here. */
  @Test
  void shutsAPartnerOutOfEveryEndpointOnceItsAgreementIsSuspendedEndedOrGrantsLess() {
    Map<String, List<Rule>> rows =
        rules.rules().stream()
            .filter(rule -> rule.allowed().stream().anyMatch(who -> who.startsWith("scope:")))
            .collect(Collectors.groupingBy(rule -> scopeOf(rule)));
    assertThat(rows).containsOnlyKeys("referrals:write", "families:read", "contact:read");
    assertThat(rows.get("referrals:write")).hasSizeGreaterThan(15);
    // what is refused is refused unread
    WebTestClient unread = http.mutate().filters(List::clear).build();
    Desk same = Desk.partner(unread, code, "referrals:write families:read");
    assertThat(openTo(same, rows)).containsExactlyInAnyOrder("referrals:write", "families:read");

    suspension(true, "\"1\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).isEmpty();
    suspension(false, "\"2\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).hasSize(2);
    suspension(true, "\"1\"").expectStatus().isEqualTo(412);

    assertThat(Desk.faults(end(LocalDate.of(2019, 12, 31), "\"3\"")))
        .containsExactly("validUntil date-before-start");
    end(TODAY.minusDays(1), "\"3\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).isEmpty();
    end(TODAY, "\"4\"").expectStatus().isOk();
    assertThat(openTo(same, rows)).hasSize(2);
    Desk more = Desk.partner(unread, code, "referrals:write families:read contact:read");
    assertThat(openTo(more, rows)).doesNotContain("contact:read").hasSize(2);
  }

  /** A client that no token names as a partner's is not let in by a partner's scope. */
  @Test
  void letsNoProgramWithoutAPartnersCodeActAsOne() {
    String token = TestTokens.of("somebody").unit("IL").claim("scope", "referrals:write").signed();
    http.get()
        .uri("/api/v1/referrals")
        .headers(headers -> headers.setBearerAuth(token))
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("partner-agreement-missing");
  }

  private static String scopeOf(Rule rule) {
    return rule.allowed().stream()
        .filter(who -> who.startsWith("scope:"))
        .map(who -> who.substring("scope:".length()))
        .findFirst()
        .orElseThrow();
  }

  /** The scopes that open at least one endpoint; where one of them is shut, all must be. */
  private Set<String> openTo(Desk program, Map<String, List<Rule>> rows) {
    Set<String> open = new HashSet<>();
    rows.forEach(
        (scope, endpoints) -> {
          List<Rule> shut = endpoints.stream().filter(rule -> isShut(program, rule)).toList();
          assertThat(shut.size()).as(scope + " " + shut).isIn(0, endpoints.size());
          if (shut.isEmpty()) {
            open.add(scope);
          }
        });
    return open;
  }

  private static boolean isShut(Desk program, Rule rule) {
    String path = rule.path().substring("/api/v1".length());
    var answer =
        program.send(
            rule.method(),
            path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()),
            rule.method() == HttpMethod.GET || rule.method() == HttpMethod.DELETE ? null : "{}",
            "\"1\"",
            UUID.randomUUID().toString());
    return answer.returnResult(String.class).getStatus().value() == 403;
  }

  private WebTestClient.ResponseSpec suspension(boolean suspended, String eTag) {
    return ministry.send(
        HttpMethod.PUT,
        "/partner-agreements/" + code + "/suspension",
        "{\"suspended\":%s}".formatted(suspended),
        eTag,
        null);
  }

  private WebTestClient.ResponseSpec end(LocalDate until, String eTag) {
    return ministry.send(
        HttpMethod.PUT,
        "/partner-agreements/" + code + "/end",
        "{\"validUntil\":\"%s\"}".formatted(until),
        eTag,
        null);
  }

  @Test
  void listsOnlyFamiliesThatAgreeAndTellsOfEachChangeOfConsentAndReferral() {
    String family = worker.registers();
    assertThat(partner.read("/partner/families").get("items")).isEmpty();
    Desk.refused(partner.get("/families/" + family), 404, "family-not-found");
    String consent =
        Desk.id(
            worker.post(
                "/families/" + family + "/consents",
                """
                {"partner":"%s","purpose":"REFERRAL","how":"SIGNED_FORM","givenOn":"%s"}
                """
                    .formatted(code, TODAY)));
    assertThat(partner.read("/partner/families").get("items").toString())
        .isEqualTo(
            "[{\"familyId\":\"%s\",\"includesNationalIds\":false,\"validUntil\":null}]"
                .formatted(family));
    partner.get("/families/" + family).expectStatus().isOk();
    worker
        .post(
            "/families/" + family + "/referrals",
            """
            {"toPartner":"%s","reason":"EMPLOYMENT","text":"בסוד","expiresOn":"%s"}
            """
                .formatted(code, TODAY.plusDays(7)))
        .expectStatus()
        .isCreated();
    worker
        .post(
            "/families/" + family + "/consents/" + consent + "/withdrawal",
            "{\"how\":\"ORAL\"}",
            "\"1\"")
        .expectStatus()
        .isOk();
    assertThat(partner.read("/partner/families").get("items")).isEmpty();
    JsonNode changes = partner.read("/partner/changes");
    assertThat(types(changes))
        .containsExactly("consent.changed", "referral.received", "consent.changed");
    assertThat(changes.toString()).doesNotContain("בסוד");
  }

  @Test
  void givesEveryChangeItsNumberInTheOrderOfCommitsAndKeepsTheReadersPlace() {
    List<String> ids = IntStream.range(0, 12).mapToObj(i -> Desk.id(refer("ref-" + i))).toList();
    ids.parallelStream()
        .forEach(
            id ->
                answer(id, "{\"decision\":\"DECLINE\",\"reason\":\"NO_ROOM\"}", "\"1\"")
                    .expectStatus()
                    .isOk());
    List<Long> numbers = new ArrayList<>();
    JsonNode page = partner.read("/partner/changes?limit=5");
    while (true) {
      page.get("items").forEach(change -> numbers.add(change.get("number").asLong()));
      if (page.get("next").isNull()) {
        break;
      }
      page = partner.read("/partner/changes?limit=5&cursor=" + page.get("next").asString());
    }
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 12).mapToObj(i -> (long) i).toList());
    String place = page.get("cursor").asString();
    JsonNode later = partner.read("/partner/changes?cursor=" + place);
    assertThat(later.get("items")).isEmpty();
    assertThat(later.get("cursor").asString()).isEqualTo(place);
  }

  @Test
  void answersAtOnceWhoTriesThingsOutAndShowsItToNoDepartment() {
    Desk sandbox = Desk.partner(http, "NGO-DEMO", "referrals:write");
    String reference = "try-" + UUID.randomUUID();
    JsonNode sent =
        Desk.json(
            sandbox.post("/partner/referrals", request(reference)).expectStatus().isCreated());
    assertThat(sent.get("status").asString()).isEqualTo("CLOSED");
    assertThat(worker.read("/partner-referrals?limit=200").get("items").toString())
        .doesNotContain(reference);
    Desk.refused(
        worker.get("/partner-referrals/" + sent.get("id").asString()),
        404,
        "partner-referral-not-found");
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
    assertThat(imported(file, true).get("done").asInt()).isEqualTo(2);
    assertThat(partner.read("/partner/referrals").get("items")).isEmpty();
    JsonNode first = imported(file, false);
    assertThat(first.get("done").asInt()).isEqualTo(2);
    assertThat(first.get("repeated").asInt()).isEqualTo(1);
    assertThat(first.get("refused").asInt()).isEqualTo(3);
    assertThat(first.get("faults").toString())
        .contains("{\"row\":5,\"field\":\"unit\",\"code\":\"department-unknown\"}")
        .contains("{\"row\":6,\"field\":\"person.phone\",\"code\":\"phone-invalid\"}")
        .contains("\"row\":7")
        .doesNotContain(GIVEN_NAME, "nonsense");
    assertThat(imported(file, false).get("done").asInt()).isZero();
    assertThat(partner.read("/partner/referrals").get("items")).hasSize(2);
    String id = first.get("id").asString();
    assertThat(partner.read("/partner/imports/" + id).get("ended").asBoolean()).isTrue();
    Desk.refused(
        Desk.partner(http, "NGO-DEMO", "referrals:write").get("/partner/imports/" + id),
        404,
        "import-not-found");
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
      first = imported(file, false);
      assertThat(first.get("ended").asBoolean()).isFalse();
      assertThat(first.get("done").asInt()).as("of the other portions").isEqualTo(200);
    } finally {
      database.sql("drop trigger refuse_one on partner_referral").then().block();
    }
    String path = "/partner/imports/" + first.get("id").asString();
    JsonNode ended =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> partner.read(path), found -> found.get("ended").asBoolean());
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

  private JsonNode imported(String file, boolean dryRun) {
    return Desk.json(
        partner.upload("/partner/imports?dryRun=" + dryRun, file).expectStatus().isAccepted());
  }

  @Test
  void namesEveryFaultOfAReferral() {
    assertThat(
            Desk.faults(
                partner.post(
                    "/partner/referrals",
                    """
                    {"reference":"a name","unit":"%s","reason":"RIGHTS",
                     "person":{"givenName":"","familyName":"כהן","phone":"1","preferredLanguage":"he"},
                     "consent":{"how":"ORAL","givenOn":"%s"}}
                    """
                        .formatted(Desk.DEPARTMENT, TODAY.plusDays(1)))))
        .contains(
            "reference partner-reference-invalid",
            "person.phone phone-invalid",
            "consent.givenOn date-in-future");
  }

  private WebTestClient.ResponseSpec agree(String with, boolean sandbox) {
    return ministry.post(
        "/partner-agreements",
        """
        {"partner":"%s","nameHe":"עמותה","legalBasis":"CONTRACT","sandbox":%s,
         "scopes":["referrals:write","families:read"],"validFrom":"2020-01-01"}
        """
            .formatted(with, sandbox));
  }

  private WebTestClient.ResponseSpec refer(String reference) {
    return partner.post("/partner/referrals", request(reference));
  }

  private static String request(String reference) {
    return """
        {"reference":"%s","unit":"%s","reason":"RIGHTS","text":"מבקשת עזרה",
         "person":{"givenName":"%s","familyName":"כהן","phone":"050-1234567","preferredLanguage":"he"},
         "consent":{"how":"SIGNED_FORM","givenOn":"%s"}}
        """
        .formatted(reference, Desk.DEPARTMENT, GIVEN_NAME, TODAY);
  }

  private WebTestClient.ResponseSpec answer(String id, String body, String eTag) {
    return worker.send(HttpMethod.PUT, "/partner-referrals/" + id + "/answer", body, eTag, null);
  }

  private WebTestClient.ResponseSpec result(String id, String eTag) {
    return worker.send(
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

  private static List<String> types(JsonNode changes) {
    List<String> types = new ArrayList<>();
    changes.get("items").forEach(change -> types.add(change.get("type").asString()));
    return types;
  }
}
