package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.CommitteePolicy;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * B5: whoever tries whatever with a request, at the doors that people use: it is approved only by
 * somebody else than who asked or refused it before, who does not belong to the family and whose
 * tier carries the amount, and in the district by a committee; an appeal is decided by somebody
 * else than who refused, and reopens only what it is against; and a voucher comes of nothing but an
 * approval. {@code -Dretzef.tier-walks=1000} is the long form.
 */
@RetzefIT
class TierWalkIT {

  private static final int WALKS = Integer.getInteger("retzef.tier-walks", 24);
  private static final long SEED = Long.getLong("retzef.seed", 20200918);

  @RegisterExtension final CommitteePolicy policy = new CommitteePolicy();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void nobodySkipsATierDecidesTwiceOrOnTheirOwnOrGetsAVoucherWithoutAnApproval() {
    var rows = new WalkedRows(database);
    var walk = new TierWalk(http, rows, new Random(SEED));
    for (int walked = 0; walked < WALKS; walked++) {
      walk.walk();
    }
    assertThat(walk.approvers())
        .as("who approved")
        .contains(Person.HEAD)
        .containsAnyOf(Person.DISTRICT, Person.SECOND_IN_DISTRICT, Person.THIRD_IN_DISTRICT);
    assertThat(walk.outcomes())
        .as("what the walks met")
        .containsKeys(
            "APPROVE",
            "REJECT",
            "RETURN",
            "vote",
            "already-voted",
            "refused-before",
            "appeal REFUSAL",
            "appeal SILENCE",
            "appeal-too-early",
            "appeal-exists",
            "appeal-decided",
            "own-decision",
            "REOPENED REFUSAL",
            "REOPENED SILENCE",
            "CONFIRMED REFUSAL",
            "role-not-allowed",
            "own-request",
            "conflict-of-interest",
            "tier-too-low",
            "step-not-allowed",
            "voucher",
            "no voucher");
    assertThat(
            rows.approvalsOf("decision.tier < required_tier or decision.decided_by = requested_by"))
        .as("approvals, of whomever, that skip a tier or are of one's own")
        .isZero();
    assertThat(
            rows.approvalsOf(
                """
                exists (select from decision refusal
                          left join vote using (request_id, round)
                         where refusal.request_id = basket_request.id
                           and refusal.decision = 'REJECT'
                           and (refusal.decided_by = decision.decided_by
                                or vote.decision = 'REJECT'
                               and vote.decided_by = decision.decided_by))
                """))
        .as("approvals, of whomever, by who refused before")
        .isZero();
  }
}
