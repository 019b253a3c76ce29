package org.retzef.family.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.family.FilledFamily;
import org.retzef.family.Reads;
import org.retzef.platform.caller.AccessRules;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class ConsentFlowIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @Autowired private WebTestClient http;
  @Autowired private Consents consents;
  @Autowired private AccessRules rules;

  private Desk worker;
  private Desk partner;
  private String family;
  private String path;

  @BeforeEach
  void registerAFamily() {
    worker = Desk.worker(http);
    partner = Desk.agreedPartner(http, "NGO-TEST", "families:read");
    family = worker.registers();
    path = "/families/" + family + "/consents";
  }

  @Test
  void showsAPartnerOnlyFamiliesThatAgreed() {
    Answers.refused(partner.get("/families/" + family), 404, "family-not-found");
    Answers.id(worker.post(path, consent("NGO-TEST", "SHARED_INTAKE", false)));
    JsonNode seen = partner.read("/families/" + family);
    assertThat(seen.get("members").get(0).get("givenName").asString()).isEqualTo("سلمى");
    assertThat(seen.get("members").toString()).doesNotContain("123456782");
    Answers.refused(
        Desk.agreedPartner(http, "NGO-OTHER", "families:read").get("/families/" + family),
        404,
        "family-not-found");
    Desk.partner(http, "NGO-TEST", "trainings:read")
        .get("/families/" + family)
        .expectStatus()
        .isForbidden();
    partner.get("/families").expectStatus().isForbidden();
    partner.enrols(family).expectStatus().isForbidden();
  }

  @Test
  void showsIdNumbersOnlyWhereTheFamilyAgreedToThat() {
    Answers.id(worker.post(path, consent("NGO-TEST", "SHARED_INTAKE", true)));
    assertThat(partner.read("/families/" + family).toString()).contains("123456782");
  }

  /** Proactive outreach is a purpose that the family has agreed to, or there is none (P8). */
  @Test
  void tellsAPartnerToWhomItMayTurnUnasked() {
    Desk reaching = Desk.agreedPartner(http, "NGO-REACH", "families:read");
    String silent = worker.registers();
    Answers.id(
        worker.post(
            "/families/" + silent + "/consents", consent("NGO-REACH", "SHARED_INTAKE", false)));
    assertThat(outreach(reaching, silent)).isEqualTo("false");
    String id =
        Answers.id(
            worker.post(
                path,
                """
                {"partner":"NGO-REACH","purpose":"SHARED_INTAKE","includesOutreach":true,
                 "how":"ORAL","givenOn":"%s"}
                """
                    .formatted(TODAY)));
    assertThat(worker.read(path).get("items").get(0).get("includesOutreach").asBoolean()).isTrue();
    assertThat(outreach(reaching, family)).isEqualTo("true");
    worker
        .post(path + "/" + id + "/withdrawal", "{\"how\":\"ORAL\"}", "\"1\"")
        .expectStatus()
        .isOk();
    assertThat(outreach(reaching, family)).isEqualTo("not there");
  }

  private static String outreach(Desk partner, String family) {
    for (JsonNode one : partner.read("/partner/families").get("items")) {
      if (one.get("familyId").asString().equals(family)) {
        return one.get("includesOutreach").asString();
      }
    }
    return "not there";
  }

  @Test
  void closesTheFamilyAtOnceWhenItWithdraws() {
    String id = Answers.id(worker.post(path, consent("NGO-TEST", "REFERRAL", false)));
    partner.get("/families/" + family).expectStatus().isOk();
    String withdrawal = path + "/" + id + "/withdrawal";
    worker.post(withdrawal, "{\"how\":\"SMS\"}", null).expectStatus().isEqualTo(428);
    worker.post(withdrawal, "{\"how\":\"SMS\"}", "\"7\"").expectStatus().isEqualTo(412);
    worker.post(withdrawal, "{\"how\":\"SMS\"}", "\"1\"").expectStatus().isOk();
    Answers.refused(partner.get("/families/" + family), 404, "family-not-found");
    Answers.refused(worker.post(withdrawal, "{\"how\":\"SMS\"}", "\"2\""), 409, "consent-ended");
    String ranOut =
        Answers.id(
            worker.post(
                path,
                """
                {"partner":"NGO-TEST","purpose":"DONATION","how":"ORAL","givenOn":"%s",
                 "validUntil":"%1$s"}
                """
                    .formatted(TODAY.minusDays(1))));
    Answers.refused(
        worker.post(path + "/" + ranOut + "/withdrawal", "{\"how\":\"SMS\"}", "\"1\""),
        409,
        "consent-ended");
    assertThat(worker.read(path).get("items").get(0).get("withdrawnHow").asString())
        .isEqualTo("SMS");
    Answers.id(worker.post(path, consent("NGO-TEST", "REFERRAL", false)));
    partner.get("/families/" + family).expectStatus().isOk();
  }

  /**
   * Each door that a partner has, of the service's own table: a new one is in it by being there.
   */
  @Test
  void withoutConsentNothingOfAFamilyReachesAPartnerByAnyDoor() {
    String department = "IL.SOUTH.A2560.D79";
    FilledFamily.openDepartment(http, department);
    FilledFamily filled = FilledFamily.in(http, department, "הסכמוני", 79_000_001, "MAPA");
    Desk own = Desk.of(http, "filler", department, "family-social-worker");
    assertThat(showing(filled))
        .as("with its consent")
        .contains("/api/v1/families/{id}", "/api/v1/partner/families", "/api/v1/referrals");
    String consent =
        own.read(filled.path() + "/consents").get("items").findValuesAsString("id").getFirst();
    own.post(filled.path() + "/consents/" + consent + "/withdrawal", "{\"how\":\"ORAL\"}", "\"1\"")
        .expectStatus()
        .isOk();
    Answers.id(own.post(filled.path() + "/consents", consent("NGO-FILL", "RESEARCH", true)));
    assertThat(showing(filled))
        .as("but for the news that it withdrew")
        .containsExactly("/api/v1/partner/changes");
  }

  private List<String> showing(FilledFamily family) {
    List<Reads.Answer> showing = new ArrayList<>();
    new Reads(http, rules)
        .askAsPartner(
            family,
            answer -> {
              String told = answer.body().toString();
              if (told.contains(family.id()) || told.contains(family.name())) {
                showing.add(answer);
              }
            });
    assertThat(showing.stream().map(Reads.Answer::body).map(Object::toString))
        .allMatch(told -> !told.contains("123456782"));
    return Reads.routes(showing);
  }

  @Test
  void allowsByPartnerPurposeAndDay() {
    Answers.id(
        worker.post(
            path,
            """
            {"partner":"NGO-TEST","purpose":"DONATION","how":"ORAL","givenOn":"%s",
             "validUntil":"%s"}
            """
                .formatted(TODAY.minusDays(10), TODAY.minusDays(1))));
    assertThat(allowed("NGO-TEST", Purpose.DONATION, TODAY.minusDays(1))).isTrue();
    assertThat(allowed("NGO-TEST", Purpose.DONATION, TODAY)).isFalse();
    assertThat(allowed("NGO-TEST", Purpose.DONATION, TODAY.minusDays(11))).isFalse();
    assertThat(allowed("NGO-TEST", Purpose.REFERRAL, TODAY.minusDays(1))).isFalse();
    assertThat(allowed("NGO-OTHER", Purpose.DONATION, TODAY.minusDays(1))).isFalse();
    Answers.refused(partner.get("/families/" + family), 404, "family-not-found");
  }

  private boolean allowed(String code, Purpose purpose, LocalDate day) {
    return Boolean.TRUE.equals(
        consents.allows(UUID.fromString(family), code, purpose, day).block());
  }

  @Test
  void tellsWhatChangesByCodesOnly() {
    try (var events = TestEvents.on("retzef.family.events")) {
      String id = Answers.id(worker.post(path, consent("NGO-TEST", "REFERRAL", false)));
      worker
          .post(path + "/" + id + "/withdrawal", "{\"how\":\"ORAL\"}", "\"1\"")
          .expectStatus()
          .isOk();
      assertThat(events.await(2, family))
          .extracting(TestEvent::json)
          .allMatch(json -> json.contains("\"partner\":\"NGO-TEST\""))
          .anyMatch(json -> json.contains("\"status\":\"GIVEN\""))
          .anyMatch(json -> json.contains("\"status\":\"WITHDRAWN\""));
    }
  }

  @Test
  void refusesWhatOverlapsAndWhatMakesNoSense() {
    Answers.id(worker.post(path, consent("NGO-TEST", "RESEARCH", false)));
    Answers.refused(
        worker.post(path, consent("NGO-TEST", "RESEARCH", true)), 409, "consent-overlaps");
    assertThat(
            Answers.faults(
                worker.post(
                    path,
                    """
                    {"partner":"ngo test","purpose":"FUN","how":"ORAL","givenOn":"2999-01-01"}
                    """)))
        .containsExactlyInAnyOrder(
            "partner partner-code-invalid", "purpose value-unknown", "givenOn date-in-future");
    assertThat(
            Answers.faults(
                worker.post(
                    path,
                    """
                    {"partner":"NGO-TEST","purpose":"REFERRAL","how":"ORAL","givenOn":"2026-01-02",
                     "validUntil":"2026-01-01"}
                    """)))
        .containsExactly("validUntil date-before-start");
    Answers.refused(
        Desk.stranger(http).post(path, consent("NGO-TEST", "REFERRAL", false)),
        404,
        "family-not-found");
  }

  private static String consent(String code, String purpose, boolean nationalIds) {
    return """
        {"partner":"%s","purpose":"%s","how":"SIGNED_FORM","givenOn":"%s",
         "includesNationalIds":%s}
        """
        .formatted(code, purpose, TODAY, nationalIds);
  }
}
