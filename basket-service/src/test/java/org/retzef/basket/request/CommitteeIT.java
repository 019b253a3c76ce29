package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.APPROVE;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.today;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.CommitteePolicy;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.Race;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A committee votes: its last vote makes the decision, one way or the other, and only once. */
@RetzefIT
class CommitteeIT {

  @RegisterExtension final CommitteePolicy policy = new CommitteePolicy();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void aCommitteeDecidesWhenItsLastMemberHasVoted() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      String id = basket.asks("DEBT", "700.00");
      Answers.refused(basket.head().decides(id, APPROVE), 409, "tier-too-low");
      JsonNode first =
          Answers.json(basket.district(1).decides(id, APPROVE).expectStatus().isCreated());
      assertThat(first.get("status").asString()).isEqualTo("IN_APPROVAL");
      Answers.refused(basket.district(1).decides(id, APPROVE), 409, "already-voted");
      basket.district(2).decides(id, REJECT).expectStatus().isCreated();
      assertThat(basket.worker().read("/requests/" + id).get("votes").asInt()).isEqualTo(2);
      JsonNode last =
          Answers.json(basket.national().decides(id, APPROVE).expectStatus().isCreated());
      assertThat(last.get("status").asString()).isEqualTo("APPROVED");
      assertThat(events.await(2, id))
          .extracting(TestEvent::type)
          .containsExactly("org.retzef.request.submitted.v1", "org.retzef.request.decided.v1");
      assertThat(basket.history(id))
          .containsExactly(
              "STEP SUBMIT worker-1",
              "STEP VOTE district-1",
              "VOTE APPROVE district-1",
              "STEP VOTE district-2",
              "VOTE REJECT district-2",
              "VOTE APPROVE national-1",
              "DECISION APPROVE national-1");
    }
  }

  @Test
  void aMemberWhoBelongsToTheFamilyHasNoVote() {
    String id = basket.asks("DEBT", "700.00");
    DeclaredConflict.with(database, basket, "district-2");
    basket.district(1).decides(id, APPROVE).expectStatus().isCreated();
    Answers.refused(basket.district(2).decides(id, APPROVE), 409, "conflict-of-interest");
    basket.district(3).decides(id, APPROVE).expectStatus().isCreated();
    basket.national().decides(id, APPROVE).expectStatus().isCreated();
  }

  @Test
  void aCommitteeThatIsNotForItRefusesWithAReasonAndFreesTheMoney() {
    String id = basket.asks("DEBT", "700.00");
    basket.district(1).decides(id, APPROVE).expectStatus().isCreated();
    basket.district(2).decides(id, REJECT).expectStatus().isCreated();
    JsonNode last = Answers.json(basket.district(3).decides(id, REJECT).expectStatus().isCreated());
    assertThat(last.get("status").asString()).isEqualTo("REJECTED");
    assertThat(basket.left()).isEqualTo("8000.00");
    Answers.refused(
        basket
            .worker()
            .post("/requests/" + id + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor())),
        409,
        "step-not-allowed");
  }

  /** Of those who voted against it the last one alone has signed the decision. */
  @Test
  void whoVotedAgainstItDecidesNeitherOnTheAppealNorAfterIt() {
    String id = basket.asks("DEBT", "700.00");
    basket.district(1).decides(id, APPROVE).expectStatus().isCreated();
    List<Desk> refusers = List.of(basket.district(2), basket.national());
    refusers.forEach(member -> member.decides(id, REJECT).expectStatus().isCreated());
    String path =
        "/appeals/"
            + Answers.id(
                basket
                    .worker()
                    .post(
                        "/appeals",
                        "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\"}".formatted(id)))
            + "/decision";
    String reopen = "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}";
    refusers.forEach(
        member -> Answers.refused(member.post(path, reopen, "\"1\""), 409, "own-decision"));
    basket.district(1).post(path, reopen, "\"1\"").expectStatus().isCreated();
    assertThat(basket.worker().read("/requests/" + id).get("requiredTier").asInt())
        .as("the committee's own, whoever of a higher one voted last")
        .isEqualTo(3);
    refusers.forEach(member -> Answers.refused(member.decides(id, APPROVE), 409, "refused-before"));
    basket.district(1).decides(id, APPROVE).expectStatus().isCreated();
    assertThat(basket.worker().read("/requests/" + id).get("votes").asInt()).isEqualTo(1);
  }

  @Test
  void aVoteAgainstItDoesNotApproveItWhileApprovalsAreFrozen() {
    AskedBasket frozen = AskedBasket.openedIn("IL.SOUTH.A2630.D12", http, database);
    String id = frozen.asks("DEBT", "700.00");
    frozen.district(1).decides(id, APPROVE).expectStatus().isCreated();
    frozen.district(2).decides(id, APPROVE).expectStatus().isCreated();
    Answers.id(
        frozen
            .manager()
            .post(
                "/approval-freezes",
                """
                {"unit": "%s", "firstDay": "%s", "lastDay": "%s", "reason": "YEAR_END"}
                """
                    .formatted(frozen.department(), today(), today())));
    Answers.refused(frozen.district(3).decides(id, REJECT), 409, "approvals-frozen");
    JsonNode request = frozen.worker().read("/requests/" + id);
    assertThat(request.get("status").asString()).isEqualTo("IN_APPROVAL");
    assertThat(request.get("votes").asInt()).isEqualTo(2);
  }

  private String vendor() {
    return basket.worker().read("/vendors").get("items").get(0).get("id").asString();
  }

  @Test
  void threeVotesAtOnceMakeOneDecision() throws Exception {
    String id = basket.asks("DEBT", "10.00");
    List<Integer> statuses = new ArrayList<>();
    while (!basket.worker().read("/requests/" + id).get("status").asString().equals("APPROVED")) {
      statuses.addAll(
          Race.of(
              5,
              member ->
                  Patiently.ask(() -> basket.district(member + 1).decides(id, APPROVE))
                      .getStatus()
                      .value()));
    }
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
    assertThat(statuses).isSubsetOf(201, 409, 412);
    assertThat(decisionsOn(id)).isEqualTo(1);
  }

  private long decisionsOn(String request) {
    return database
        .sql("select count(*) from decision where request_id = :id")
        .bind("id", UUID.fromString(request))
        .map(row -> row.get(0, Long.class))
        .one()
        .block();
  }
}
