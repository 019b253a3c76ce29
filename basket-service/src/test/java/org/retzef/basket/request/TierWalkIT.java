package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.CommitteePolicy;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.money.Money;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

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
  private static final int STEPS = 24;
  private static final long SEED = Long.getLong("retzef.seed", 20200918);

  /** In agorot: what is above each belongs to the next tier, in both policies. */
  private static final long[] ABOVE = {0, 100_000, 1_000_000};

  /** Somebody who may try to decide, with the tier that the contract gives the role; 0 for none. */
  private enum Person {
    WORKER("worker-1", Desk.DEPARTMENT, "family-social-worker", 0),
    COMPANION("companion-1", Desk.DEPARTMENT, "family-companion", 0),
    LEAD("lead-1", Desk.DEPARTMENT, "team-lead", 1),
    HEAD("head-1", Desk.DEPARTMENT, "department-head", 2),
    OTHER_HEAD("head-2", Desk.DEPARTMENT, "department-head", 2),
    DISTRICT("district-1", "IL.SOUTH", "supervisor", 3),
    SECOND_IN_DISTRICT("district-2", "IL.SOUTH", "supervisor", 3),
    THIRD_IN_DISTRICT("district-3", "IL.SOUTH", "supervisor", 3),
    NATIONAL("national-1", "IL", "national-manager", 4);

    private final String subject;
    private final String unit;
    private final String role;
    private final int tier;

    Person(String subject, String unit, String role, int tier) {
      this.subject = subject;
      this.unit = unit;
      this.role = role;
      this.tier = tier;
    }
  }

  private static final List<Person> ABOVE_THE_DEPARTMENT =
      Arrays.stream(Person.values()).filter(who -> who.tier >= Person.DISTRICT.tier).toList();

  private static final List<String> VERDICTS =
      List.of("APPROVE", "APPROVE", "REJECT", "REJECT", "RETURN");

  /** Of those who decide on what the district must decide on. */
  private static final int QUORUM = 3;

  @RegisterExtension final CommitteePolicy policy = new CommitteePolicy();

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private String basket = "";
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final Set<Person> approvers = EnumSet.noneOf(Person.class);

  @Test
  void nobodySkipsATierDecidesTwiceOrOnTheirOwnOrGetsAVoucherWithoutAnApproval() {
    String vendor = desk(Person.WORKER).read("/vendors").get("items").get(0).get("id").asString();
    var random = new Random(SEED);
    for (int walk = 0; walk < WALKS; walk++) {
      walk(random, vendor);
    }
    assertThat(approvers)
        .as("who approved")
        .contains(Person.HEAD)
        .containsAnyOf(Person.DISTRICT, Person.SECOND_IN_DISTRICT, Person.THIRD_IN_DISTRICT);
    assertThat(outcomes)
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
    assertThat(count("decision.tier < required_tier or decision.decided_by = requested_by"))
        .as("approvals, of whomever, that skip a tier or are of one's own")
        .isZero();
    assertThat(
            count(
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

  private void walk(Random random, String vendor) {
    Person asker = random.nextBoolean() ? Person.WORKER : Person.LEAD;
    int tier = random.nextInt(ABOVE.length);
    Money amount = new Money(ABOVE[tier] + 1 + random.nextInt(50_000));
    var request =
        new Walked(
            desk(asker).asks(basketWithRoom(), amount.toString()),
            asker,
            anybody(random),
            tier + 1);
    belongsToTheFamily(request.concerned);
    assertThat(read(request).get("requiredTier").asInt())
        .as(amount + " needs")
        .isEqualTo(request.tierOfItsAmount);
    for (int step = 0; step < STEPS && !request.status.equals("ORDERED"); step++) {
      if (random.nextBoolean()) {
        leadsOn(request, random, vendor);
      } else {
        triesAnything(request, random, vendor);
      }
      JsonNode now = read(request);
      assertThat(now.get("status").asString()).isEqualTo(request.status);
      assertThat(now.get("requiredTier").asInt()).isEqualTo(request.requiredTier);
    }
  }

  /** Else few walks would come as far as a committee's decision or what follows an appeal. */
  private void leadsOn(Walked request, Random random, String vendor) {
    switch (request.status) {
      case "DRAFT" -> submitsAgain(request);
      case "APPROVED" -> asksForAVoucher(request, vendor);
      case "REJECTED" -> {
        if (request.appealed == null) {
          appeals(request);
        } else {
          decidesOnTheAppeal(request, oneOf(ABOVE_THE_DEPARTMENT, random), random.nextInt(3) > 0);
        }
      }
      default -> decides(request, somebodyWhoMay(request, random), oneOf(VERDICTS, random));
    }
  }

  private void triesAnything(Walked request, Random random, String vendor) {
    switch (random.nextInt(8)) {
      case 0 -> asksForAVoucher(request, vendor);
      case 1 -> submitsAgain(request);
      case 2 -> thirtyDaysGoBy(request);
      case 3 -> appeals(request);
      case 4, 5 -> decidesOnTheAppeal(request, anybody(random), random.nextInt(3) > 0);
      default -> decides(request, anybody(random), oneOf(VERDICTS, random));
    }
  }

  private static <T> T oneOf(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static Person anybody(Random random) {
    return oneOf(List.of(Person.values()), random);
  }

  /** If anybody may. */
  private static Person somebodyWhoMay(Walked request, Random random) {
    List<Person> able =
        Arrays.stream(Person.values()).filter(who -> request.refusalOf(who).isEmpty()).toList();
    return able.isEmpty() ? anybody(random) : oneOf(able, random);
  }

  private void thirtyDaysGoBy(Walked request) {
    database
        .sql("update basket_request set submitted_at = now() - interval '30 days' where id = :id")
        .bind("id", UUID.fromString(request.id))
        .then()
        .block();
    request.silent = true;
  }

  private void appeals(Walked request) {
    String basis = request.basis();
    var answer =
        desk(Person.WORKER)
            .post("/appeals", "{\"requestId\":\"%s\",\"ground\":\"OTHER\"}".formatted(request.id));
    boolean answeredByIt = "REFUSAL".equals(basis) && "SILENCE".equals(request.appealed);
    String refusal =
        basis == null
            ? "appeal-too-early"
            : request.appealed == null || answeredByIt ? "" : "appeal-exists";
    met(refusal.isEmpty() ? "appeal " + basis : refusal);
    if (!refusal.isEmpty()) {
      Answers.refused(answer, 409, refusal);
      return;
    }
    request.appeal = Answers.id(answer);
    request.appealed = basis;
  }

  private void decidesOnTheAppeal(Walked request, Person who, boolean reopens) {
    if (request.appeal == null) {
      return;
    }
    String path = "/appeals/" + request.appeal;
    String outcome = reopens ? "REOPENED" : "CONFIRMED";
    var answer =
        desk(who)
            .post(
                path + "/decision",
                "{\"outcome\":\"%s\",\"reasonCode\":\"OTHER\"}".formatted(outcome),
                desk(Person.HEAD).eTag(path));
    String refusal = request.refusalOnAppealOf(who, reopens);
    met(refusal.isEmpty() ? outcome + " " + request.appealed : refusal);
    if (!refusal.isEmpty()) {
      refused(answer, refusal);
      return;
    }
    answer.expectStatus().isCreated();
    if (reopens) {
      request.reopened();
    }
    request.appealed = null;
  }

  private static void refused(ResponseSpec answer, String code) {
    int status =
        switch (code) {
          case "role-not-allowed" -> 403;
          case "request-not-found" -> 404;
          default -> 409;
        };
    Answers.refused(answer, status, code);
  }

  /** Each takes a moment to open. */
  private String basketWithRoom() {
    boolean hasRoom =
        !basket.isEmpty()
            && new BigDecimal(desk(Person.HEAD).read("/baskets/" + basket).get("left").asString())
                    .compareTo(new BigDecimal(11_000))
                > 0;
    if (!hasRoom) {
      basket = desk(Person.WORKER).opensABasket("SHVIL_MEITIV");
    }
    return basket;
  }

  /** One at a time, as if family-service had told of it. */
  private void belongsToTheFamily(Person who) {
    database
        .sql(
            """
            with over as (update conflict_of_interest set ended = true
                           where family_id = (select family_id from basket where id = :basket))
            insert into conflict_of_interest (id, declared_for, family_id, worker, ended)
            select uuidv7(), family_id, family_id, :worker, false from basket where id = :basket
            """)
        .bind("basket", UUID.fromString(basket))
        .bind("worker", DeclaredConflict.sha256(who.subject))
        .then()
        .block();
  }

  private void decides(Walked request, Person who, String verdict) {
    String body =
        verdict.equals("APPROVE")
            ? "{\"decision\":\"APPROVE\"}"
            : "{\"decision\":\"%s\",\"reasonCode\":\"OTHER\"}".formatted(verdict);
    var answer =
        desk(who)
            .post(
                "/requests/" + request.id + "/decisions",
                body,
                desk(Person.HEAD).eTag("/requests/" + request.id));
    String refusal = request.refusalOf(who);
    if (!refusal.isEmpty()) {
      met(refusal);
      refused(answer, refusal);
      return;
    }
    answer.expectStatus().isCreated();
    String decided = request.decided(who, verdict);
    met(decided);
    if (decided.equals("APPROVE")) {
      approvers.add(who);
    }
  }

  private void asksForAVoucher(Walked request, String vendor) {
    var answer =
        desk(Person.LEAD)
            .post(
                "/requests/" + request.id + "/vouchers", "{\"vendorId\":\"%s\"}".formatted(vendor));
    boolean approved = request.status.equals("APPROVED");
    met(approved ? "voucher" : "no voucher");
    if (approved) {
      answer.expectStatus().isCreated();
      request.status = "ORDERED";
    } else {
      Answers.refused(answer, 409, "step-not-allowed");
    }
  }

  private void submitsAgain(Walked request) {
    String path = "/requests/" + request.id;
    Desk asker = desk(request.asker);
    var answer = asker.patch(path, "{\"status\":\"SUBMITTED\"}", asker.eTag(path));
    if (request.status.equals("DRAFT")) {
      answer.expectStatus().isOk();
      request.submitted(request.tierOfItsAmount);
    } else {
      Answers.refused(answer, 409, "step-not-allowed");
    }
  }

  private void met(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private JsonNode read(Walked request) {
    return desk(Person.HEAD).read("/requests/" + request.id);
  }

  private Desk desk(Person who) {
    return Desk.of(http, who.subject, who.unit, who.role);
  }

  private long count(String wrong) {
    return database
        .sql(
            """
            select count(*) as found from decision
              join basket_request on basket_request.id = request_id
             where decision = 'APPROVE' and status = 'APPROVED' and (%s)
            """
                .formatted(wrong))
        .map(row -> row.get("found", Long.class))
        .one()
        .block();
  }

  /** Where a request stands, and what must therefore be refused. */
  private static final class Walked {

    private final String id;
    private final Person asker;
    private final Person concerned;
    private final int tierOfItsAmount;
    private final Map<Person, String> votes = new EnumMap<>(Person.class);
    private final Set<Person> refusers = EnumSet.noneOf(Person.class);
    private String status = "SUBMITTED";
    private int requiredTier;
    private int refusedAt;
    private boolean silent;
    private @Nullable String appeal;

    /** What the appeal is against; null while none is open. */
    private @Nullable String appealed;

    private Walked(String id, Person asker, Person concerned, int tierOfItsAmount) {
      this.id = UUID.fromString(id).toString();
      this.asker = asker;
      this.concerned = concerned;
      this.tierOfItsAmount = tierOfItsAmount;
      this.requiredTier = tierOfItsAmount;
    }

    private boolean isOpen() {
      return status.equals("SUBMITTED") || status.equals("IN_APPROVAL");
    }

    private boolean isForACommittee() {
      return requiredTier == Person.DISTRICT.tier;
    }

    private String refusalOf(Person who) {
      if (who.tier == 0) {
        return "role-not-allowed";
      }
      if (who.tier >= Person.DISTRICT.tier && requiredTier < Person.DISTRICT.tier) {
        return "request-not-found"; // a department's own affair
      }
      if (who == asker) {
        return "own-request";
      }
      if (who.tier < requiredTier) {
        return "tier-too-low";
      }
      if (!status.equals("REJECTED") && refusers.contains(who)) {
        return "refused-before";
      }
      if (!isOpen()) {
        return "step-not-allowed";
      }
      if (who == concerned) {
        return "conflict-of-interest";
      }
      return votes.containsKey(who) ? "already-voted" : "";
    }

    /** Answers what it came to: a vote that others must follow, or what was decided. */
    private String decided(Person who, String verdict) {
      if (!isForACommittee()) {
        if (verdict.equals("REJECT")) {
          refusers.add(who);
          refusedAt = Math.max(refusedAt, who.tier);
        }
        return decided(verdict);
      }
      votes.put(who, verdict);
      if (votes.size() < QUORUM) {
        status = "IN_APPROVAL";
        return "vote";
      }
      String outcome = outcome();
      if (outcome.equals("REJECT")) {
        votes.forEach(
            (member, vote) -> {
              if (vote.equals("REJECT")) {
                refusers.add(member);
              }
            });
      }
      return decided(outcome);
    }

    private String decided(String verdict) {
      status = Map.of("APPROVE", "APPROVED", "REJECT", "REJECTED", "RETURN", "DRAFT").get(verdict);
      return verdict;
    }

    private String outcome() {
      int approvals = Collections.frequency(votes.values(), "APPROVE");
      int returns = Collections.frequency(votes.values(), "RETURN");
      return 2 * approvals > QUORUM
          ? "APPROVE"
          : 2 * returns >= QUORUM - approvals ? "RETURN" : "REJECT";
    }

    /** What could be appealed against now. */
    private @Nullable String basis() {
      return status.equals("REJECTED") ? "REFUSAL" : isOpen() && silent ? "SILENCE" : null;
    }

    private String refusalOnAppealOf(Person who, boolean reopens) {
      if (who.tier < Person.DISTRICT.tier) {
        return "role-not-allowed";
      }
      if (appealed == null) {
        return "appeal-decided";
      }
      if (refusers.contains(who)) {
        return "own-decision";
      }
      if (reopens && !appealed.equals(basis())) {
        return "step-not-allowed";
      }
      return who == concerned ? "conflict-of-interest" : "";
    }

    private void reopened() {
      int tier = Math.max(requiredTier, refusedAt);
      if ("REFUSAL".equals(appealed)) {
        submitted(tier);
      } else {
        isDecidedBy(Math.min(tier + 1, Person.NATIONAL.tier));
      }
    }

    private void submitted(int tier) {
      silent = false;
      isDecidedBy(tier);
    }

    private void isDecidedBy(int tier) {
      status = "SUBMITTED";
      requiredTier = tier;
      votes.clear();
    }
  }
}
