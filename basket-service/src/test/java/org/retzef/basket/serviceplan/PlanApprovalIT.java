package org.retzef.basket.serviceplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** B16: the authority decides with two people, the ministry reads and comments. */
@RetzefIT
class PlanApprovalIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private Authority authority;

  @BeforeEach
  void open() {
    authority = new Authority(http, database);
  }

  @Test
  void aSecondPersonApprovesAndWhatIsApprovedIsToldAsItStands() {
    String plan = authority.begins(2025, "100000.00");
    authority.prepares(plan);
    authority.adds(plan, Authority.item(true, "20000.00"));
    authority.adds(plan, Authority.item(false, "30000.00"));
    authority.submits(plan).expectStatus().isCreated();
    Answers.refused(authority.approves(authority.head, plan), 409, "own-service-plan");
    assertThat(
            Answers.faults(
                authority.second.post(
                    plan + "/approval", "{\"decision\": \"RETURN\"}", authority.head.eTag(plan))))
        .containsExactly("note required");
    authority
        .second
        .post(
            plan + "/approval",
            "{\"decision\": \"RETURN\", \"note\": \"חסר כפר אחד\"}",
            authority.head.eTag(plan))
        .expectStatus()
        .isCreated();
    assertThat(authority.head.read(plan + "/comments").get("items").findValuesAsString("text"))
        .containsExactly("חסר כפר אחד");
    authority.submits(plan).expectStatus().isCreated();
    String id = plan.substring(plan.lastIndexOf('/') + 1);
    try (var events = TestEvents.on("retzef.basket.events")) {
      authority.approves(authority.second, plan).expectStatus().isCreated();
      TestEvent told = events.await(1, id).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.service-plan.approved.v1");
      assertThat(told.json())
          .isEqualTo(
              """
              {"servicePlanId":"%s","unit":"%s","year":2025,"version":1,"approvedOn":"%s",\
              "communityBudget":"100000.00","services":[\
              {"goals":["BELONGING"],"selfDeveloped":true,"cost":"20000.00","participants":20},\
              {"goals":["BELONGING"],"selfDeveloped":false,"cost":"30000.00","participants":20}]}\
              """
                  .formatted(id, authority.unit, LocalDate.now(ZoneId.of("Asia/Jerusalem"))));
    }
    Answers.refused(authority.approves(authority.second, plan), 409, "plan-step-not-allowed");
    Answers.refused(
        authority.head.post(plan + "/items", Authority.item(false, "1.00")),
        409,
        "service-plan-not-in-draft");
  }

  @Test
  void aPlanWhoseBudgetWasCutIsFlaggedAndNeitherSubmittedNorApproved() {
    String plan = authority.begins(2025, "100000.00");
    authority.prepares(plan);
    authority.adds(plan, Authority.item(true, "20000.00"));
    authority.submits(plan).expectStatus().isCreated();
    authority.fund(plan, "99999.99");
    Answers.refused(authority.approves(authority.second, plan), 409, "service-plan-not-ready");
    assertThat(authority.newsOf(plan)).isZero();
    authority.fund(plan, "100000.00");
    authority.approves(authority.second, plan).expectStatus().isCreated();
    assertThat(authority.newsOf(plan)).isOne();
    authority.fund(plan, "99999.99");
    JsonNode flagged = authority.national.read(plan);
    assertThat(flagged.get("status").asString()).isEqualTo("APPROVED");
    assertThat(flagged.get("cap").get("exceeded").asBoolean()).isTrue();
    assertThat(flagged.get("hindrances").findValuesAsString("code"))
        .containsExactly("self-developed-above-cap");
    authority.moves(plan, "REVISE").expectStatus().isCreated();
    Answers.refused(authority.submits(plan), 409, "service-plan-not-ready");
  }

  /** B16. */
  @Test
  void theMinistryReadsAndCommentsAndEditsNothing() {
    String plan = authority.begins(2025, "100000.00");
    String item = authority.adds(plan, Authority.item(false, "1.00"));
    for (Desk ministry : List.of(authority.supervisor, authority.national)) {
      String eTag = ministry.eTag(plan);
      ministry
          .post(plan + "/comments", "{\"text\": \"ומה עם הכפרים?\"}")
          .expectStatus()
          .isCreated()
          .expectBody()
          .jsonPath("$.fromMinistry")
          .isEqualTo(true);
      ministry.patch(plan, "{\"reserve\": \"1.00\"}", eTag).expectStatus().isForbidden();
      String station = plan + "/stations/1";
      Authority.put(ministry, station, "{\"status\": \"DONE\", \"entries\": []}")
          .expectStatus()
          .isForbidden();
      ministry.post(plan + "/items", Authority.item(false, "1.00")).expectStatus().isForbidden();
      Authority.put(ministry, plan + "/items/" + item, Authority.item(false, "2.00"))
          .expectStatus()
          .isForbidden();
      ministry.post(plan + "/submission", null, eTag).expectStatus().isForbidden();
      ministry
          .post(plan + "/approval", "{\"decision\": \"APPROVE\"}", eTag)
          .expectStatus()
          .isForbidden();
    }
    Desk elsewhere = Desk.of(http, "supervisor-2", "IL.JERUSALEM", "supervisor");
    Answers.refused(elsewhere.get(plan), 404, "service-plan-not-found");
    Answers.refused(
        elsewhere.post(plan + "/comments", "{\"text\": \"x\"}"), 404, "service-plan-not-found");
    Answers.refused(new Authority(http, database).head.get(plan), 404, "service-plan-not-found");
    assertThat(authority.head.read(plan + "/comments").get("items")).hasSize(2);
    assertThat(Answers.faults(authority.head.post(plan + "/comments", "{\"text\": \"a\\u0000\"}")))
        .containsExactly("text text-forbidden-character");
  }
}
