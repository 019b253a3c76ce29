package org.retzef.reporting.sharing.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.sharing.Ministry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RetzefIT
class SharingAgreementIT {

  @Autowired private WebTestClient http;
  private Ministry ministry;

  @BeforeEach
  void open() {
    ministry = new Ministry(http);
  }

  @Test
  void aPartnersOnboardingGoesFromStageToStageAndShowsEach() {
    ministry.propose("stages", Ministry.terms("STAGES"), 201);
    assertThat(refusal(ministry.move("stages", "PILOT", 409))).isEqualTo("sharing-stage-not-next");
    ministry.move("stages", "LEGAL", 200);
    ministry.move("stages", "INFORMATION_SYSTEMS", 200);
    assertThat(refusal(ministry.move("stages", "LEGAL", 409))).isEqualTo("sharing-stage-not-next");
    JsonNode ended = ministry.move("stages", "ENDED", 200);
    assertThat(ended.get("stages").findValuesAsString("stage"))
        .containsExactly("PROPOSED", "LEGAL", "INFORMATION_SYSTEMS", "ENDED");
    assertThat(refusal(ministry.move("stages", "LIVE", 409))).isEqualTo("sharing-stage-not-next");
    JsonNode shown =
        ministry.get("/api/v1/sharing-agreements/stages", Ministry.partner("STAGES"), 200);
    assertThat(shown.get("stage").asString()).isEqualTo("ENDED");
  }

  @Test
  void aPartnerSeesItsOwnAgreementsAndNoOthers() {
    ministry.propose("mine", Ministry.terms("MINE"), 201);
    ministry.propose("yours", Ministry.terms("YOURS"), 201);
    String mine = Ministry.partner("MINE");
    assertThat(
            ministry
                .get("/api/v1/sharing-agreements", mine, 200)
                .get("items")
                .findValuesAsString("code"))
        .containsExactly("mine");
    ministry.get("/api/v1/sharing-agreements/yours", mine, 404);
    ministry.get("/api/v1/shared-sets/yours", mine, 404);
    assertThat(
            ministry
                .get("/api/v1/sharing-agreements", Ministry.ANALYST, 200)
                .get("items")
                .findValuesAsString("code"))
        .contains("mine", "yours");
  }

  @Test
  void nothingThatIsSecretIsShown() {
    String shown = ministry.propose("secret", Ministry.terms("MINE-2"), 201).toString();
    assertThat(shown).doesNotContain("ealedKeys", "key");
  }

  @ParameterizedTest
  @CsvSource({
    "validUntil, 2019-12-31, validUntil, date-before-start",
    "smallestCount, 7, smallestCount, smallest-count-invalid",
    "smallestCount, 5, smallestCount, smallest-count-invalid",
    "legalBasis, CONSENT, purpose, required",
    "partner, lower case, terms.partner, partner-code-invalid"
  })
  void refusesWhatDoesNotGoTogether(String field, String value, String faulty, String code) {
    ObjectNode terms = Ministry.terms("FAULTY");
    if (value.matches("\\d+")) {
      terms.put(field, Integer.parseInt(value));
    } else {
      terms.put(field, value);
    }
    JsonNode error = ministry.propose("faulty", terms, 400).get("errors").get(0);
    assertThat(error.get("code").asString()).isEqualTo(code);
    assertThat(error.get("field").asString()).endsWith(faulty);
  }

  /** A family has to agree to be turned to, and research turns to nobody. */
  @Test
  void outreachIsStatedWhereFamiliesConsentToIt() {
    ObjectNode byLaw = Ministry.terms("REACHING-OUT").put("includesOutreach", true);
    JsonNode error = ministry.propose("outreach", byLaw, 400).at("/errors/0");
    assertThat(error.get("field").asString()).isEqualTo("includesOutreach");
    assertThat(error.get("code").asString()).isEqualTo("outreach-needs-consent");

    ObjectNode research = byLaw.deepCopy().put("legalBasis", "CONSENT").put("purpose", "RESEARCH");
    error = ministry.propose("outreach", research, 400).at("/errors/0");
    assertThat(error.get("code").asString()).isEqualTo("outreach-not-for-research");
    assertThat(ministry.propose("no-outreach", research.put("includesOutreach", false), 201))
        .isNotNull();

    ObjectNode referral = research.put("purpose", "REFERRAL").put("includesOutreach", true);
    ministry.propose("outreach", referral, 201);
    JsonNode shown =
        ministry.get("/api/v1/sharing-agreements/outreach", Ministry.partner("REACHING-OUT"), 200);
    assertThat(shown.at("/terms/includesOutreach").asBoolean()).isTrue();
  }

  @Test
  void refusesBandsThatOtherAgreementsCannotHaveAndProgrammesThatNobodyNames() {
    ObjectNode terms = Ministry.terms("FAULTY");
    terms.putArray("ageBands").add(0).add(20);
    terms.withObject("answers").put("pooled", false);
    JsonNode errors = ministry.propose("faulty", terms, 400).get("errors");
    assertThat(errors.findValuesAsString("field"))
        .containsExactlyInAnyOrder("ageBands", "programmes");
  }

  @Test
  void theMinistrysOwnManagementReadsFromFiveOthersFromTen() {
    ObjectNode inside = Ministry.terms("INSIDE").put("audience", "MANAGEMENT");
    assertThat(ministry.propose("inside", inside, 201).toString())
        .contains("\"audience\":\"MANAGEMENT\"");
    assertThat(ministry.propose("inside", inside, 409).get("code").asString())
        .isEqualTo("sharing-agreement-exists");
  }

  @Test
  void twoWhoChangeAtOnceDoNotOverwriteEachOther() {
    ministry.propose("parallel", Ministry.terms("PARALLEL"), 201);
    String eTag = ministry.eTag("parallel");
    ministry.change("parallel", Ministry.terms("PARALLEL").put("place", "DISTRICT"));
    JsonNode stale =
        ministry.send(
            "POST",
            "/api/v1/sharing-agreements/parallel/stage",
            Ministry.MANAGER,
            Map.of("stage", "LEGAL"),
            eTag,
            412);
    assertThat(stale.at("/current/terms/place").asString()).isEqualTo("DISTRICT");
  }

  @Test
  void anotherPartnerIsAnotherAgreement() {
    ministry.propose("given-away", Ministry.terms("FORMER"), 201);
    JsonNode refused =
        ministry.send(
            "PUT",
            "/api/v1/sharing-agreements/given-away/terms",
            Ministry.MANAGER,
            Ministry.terms("LATTER"),
            ministry.eTag("given-away"),
            400);
    assertThat(refused.at("/errors/0/field").asString()).isEqualTo("partner");
    assertThat(refused.at("/errors/0/code").asString()).isEqualTo("partner-unchangeable");
    ministry.get("/api/v1/sharing-agreements/given-away", Ministry.partner("FORMER"), 200);
    ministry.get("/api/v1/sharing-agreements/given-away", Ministry.partner("LATTER"), 404);
  }

  private static String refusal(JsonNode problem) {
    return problem.get("code").asString();
  }
}
