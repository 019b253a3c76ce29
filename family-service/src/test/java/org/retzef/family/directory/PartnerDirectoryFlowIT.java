package org.retzef.family.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.family.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@RetzefIT
class PartnerDirectoryFlowIT {

  @Autowired private WebTestClient http;

  private final String code = "ACTOR-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();
  private Desk ministry;
  private Desk worker;

  @BeforeEach
  void sitDown() {
    ministry = Desk.of(http, "national-1", "IL", "national-manager");
    worker = Desk.worker(http);
  }

  /** Element G3: every actor that the documents name. */
  @Test
  void listsTheActorsOfTheArrayEachWithLegalBasisAndScopes() {
    Set<String> known = new HashSet<>();
    for (JsonNode partner : worker.read("/partners?limit=200").get("items")) {
      known.add(partner.get("code").asString());
      assertThat(partner.get("legalBases")).as(partner.toString()).isNotEmpty();
      assertThat(partner.get("source").asString()).isNotBlank();
    }
    assertThat(known)
        .contains(
            ("WELFARE EDUCATION DEFENCE ABSORPTION SOCIAL_EQUALITY FINANCE JUSTICE HEALTH PERIPHERY"
                    + " NATIONAL_INSURANCE IDF NATIONAL_SERVICE CBS LOCAL_GOVERNMENT JDC_ASHALIM"
                    + " JDC_ELKA RASHI PHILANTHROPY ACADEMIA NGO P360 YATED")
                .split(" "));
    JsonNode bureau = worker.read("/partners/CBS");
    assertThat(bureau.get("nameHe").asString()).isEqualTo("הלשכה המרכזית לסטטיסטיקה");
    assertThat(bureau.get("legalBases").toString())
        .contains("{\"code\":\"STATISTICS_ORDINANCE\",\"scopes\":[]}")
        .doesNotContain("families:read");
    Answers.refused(worker.get("/partners/NOBODY"), 404, "partner-not-found");
    worker.post("/partners", entry("trainings:read")).expectStatus().isForbidden();
  }

  @Test
  void allowsNoAgreementBeyondTheLegalBasisOfItsActor() {
    ministry.post("/partners", entry("trainings:read")).expectStatus().isCreated();
    Answers.refused(ministry.post("/partners", entry("trainings:read")), 409, "partner-listed");
    assertThat(Answers.faults(agree("CONTRACT", "trainings:read\",\"families:read")))
        .containsExactly("scopes[1] scope-beyond-legal-basis");
    assertThat(Answers.faults(agree("CONSENT", "trainings:read")))
        .containsExactly("legalBasis legal-basis-not-of-actor");
    agree("CONTRACT", "trainings:read").expectStatus().isCreated();
    assertThat(ministry.read("/partner-agreements/" + code).get("actor").asString())
        .isEqualTo(code);
  }

  @Test
  void takesAtOnceFromEveryAgreementWhatABasisNoLongerNames() {
    ministry.post("/partners", entry("families:read")).expectStatus().isCreated();
    agree("CONTRACT", "families:read").expectStatus().isCreated();
    Desk partner = Desk.partner(http, code, "families:read");
    partner.get("/partner/families").expectStatus().isOk();
    change(entry("trainings:read"), "\"1\"").expectStatus().isOk();
    Answers.refused(partner.get("/partner/families"), 403, "partner-agreement-missing");
    change(entry("families:read"), "\"1\"").expectStatus().isEqualTo(412);
    Answers.refused(
        change(entry("families:read").replace("CONTRACT", "CONSENT"), "\"2\""),
        409,
        "legal-basis-in-use");
    assertThat(Answers.faults(change(entry("trainings:read").replace(code, "OTHER"), "\"2\"")))
        .containsExactly("code partner-code-differs");
  }

  @Test
  void namesEveryFaultOfAnEntry() {
    assertThat(
            Answers.faults(
                ministry.post(
                    "/partners",
                    """
                    {"code":"a b","kind":"NGO","nameHe":"","nameAr":"جمعية","nameEn":"Society",
                     "contactPost":"Dana Levi","legalBases":[{"code":"CONTRACT","scopes":["audit"]}]}
                    """)))
        .contains(
            "code partner-code-invalid",
            "contactPost post-code-invalid",
            "legalBases[0].scopes[0] scope-unknown");
    assertThat(
            Answers.faults(
                ministry.post(
                    "/partners", entry("referrals:write").replace("CONTRACT", "by hand"))))
        .containsExactly("legalBases[0].code legal-basis-invalid");
    String basis = "{\"code\":\"CONTRACT\",\"scopes\":[]}";
    assertThat(
            Answers.faults(
                ministry.post(
                    "/partners", entry("referrals:write").replace("]}]}", "]}," + basis + "]}"))))
        .containsExactly("legalBases legal-basis-twice");
  }

  private String entry(String scope) {
    return """
        {"code":"%s","kind":"NGO","nameHe":"עמותה","nameAr":"جمعية","nameEn":"Society",
         "contactPost":"LIAISON","legalBases":[{"code":"CONTRACT","scopes":["%s"]}]}
        """
        .formatted(code, scope);
  }

  private WebTestClient.ResponseSpec change(String entry, String eTag) {
    return ministry.send(HttpMethod.PUT, "/partners/" + code, entry, eTag, null);
  }

  private WebTestClient.ResponseSpec agree(String legalBasis, String scopes) {
    return ministry.post(
        "/partner-agreements",
        """
        {"partner":"%s","actor":"%s","nameHe":"עמותה","legalBasis":"%s","scopes":["%s"],
         "validFrom":"2020-01-01"}
        """
            .formatted(code, code, legalBasis, scopes));
  }
}
