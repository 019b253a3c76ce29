package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.basket.DeclaredConflict;
import org.retzef.basket.Desk;
import org.retzef.basket.money.Money;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * B5: whoever tries whatever with a request, at the doors that people use: it is approved only by
 * somebody else than who asked, who does not belong to the family and whose tier carries the
 * amount; and a voucher comes of nothing but an approval. {@code -Dretzef.tier-walks=1000} is the
 * long form.
 */
@RetzefIT
class TierWalkIT {

  private static final int WALKS = Integer.getInteger("retzef.tier-walks", 24);
  private static final int STEPS = 7;
  private static final long SEED = Long.getLong("retzef.seed", 20200918);

  /** In agorot: what is above each belongs to the next tier, in the service's first policy. */
  private static final long[] ABOVE = {0, 100_000, 1_000_000};

  /** Somebody who may try to decide, with the tier that the contract gives the role; 0 for none. */
  private enum Person {
    WORKER("worker-1", Desk.DEPARTMENT, "family-social-worker", 0),
    COMPANION("companion-1", Desk.DEPARTMENT, "family-companion", 0),
    LEAD("lead-1", Desk.DEPARTMENT, "team-lead", 1),
    HEAD("head-1", Desk.DEPARTMENT, "department-head", 2),
    DISTRICT("district-1", "IL.SOUTH", "supervisor", 3),
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

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private String basket = "";
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final Set<Person> approvers = EnumSet.noneOf(Person.class);

  @Test
  void nobodySkipsATierApprovesTheirOwnOrGetsAVoucherWithoutAnApproval() {
    String vendor = desk(Person.WORKER).read("/vendors").get("items").get(0).get("id").asString();
    var random = new Random(SEED);
    for (int walk = 0; walk < WALKS; walk++) {
      walk(random, vendor);
    }
    assertThat(approvers).as("who approved").contains(Person.HEAD, Person.DISTRICT);
    assertThat(outcomes)
        .as("what the walks met")
        .containsKeys(
            "APPROVE",
            "REJECT",
            "RETURN",
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
  }

  private void walk(Random random, String vendor) {
    Person asker = random.nextBoolean() ? Person.WORKER : Person.LEAD;
    int tier = random.nextInt(ABOVE.length);
    Money amount = new Money(ABOVE[tier] + 1 + random.nextInt(50_000));
    var request =
        new Walked(
            desk(asker).asks(basketWithRoom(), amount.toString()),
            asker,
            Person.values()[random.nextInt(Person.values().length)]);
    belongsToTheFamily(request.concerned);
    request.requiredTier = read(request).get("requiredTier").asInt();
    assertThat(request.requiredTier).as(amount + " needs").isEqualTo(tier + 1);
    for (int step = 0; step < STEPS && !request.status.equals("ORDERED"); step++) {
      switch (random.nextInt(5)) {
        case 0 -> asksForAVoucher(request, vendor);
        case 1 -> submitsAgain(request);
        default ->
            decides(
                request,
                Person.values()[random.nextInt(Person.values().length)],
                random.nextInt(3) > 0 ? "APPROVE" : random.nextBoolean() ? "REJECT" : "RETURN");
      }
      assertThat(read(request).get("status").asString()).isEqualTo(request.status);
    }
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
    met(refusal.isEmpty() ? verdict : refusal);
    if (!refusal.isEmpty()) {
      int status =
          switch (refusal) {
            case "role-not-allowed" -> 403;
            case "request-not-found" -> 404;
            default -> 409;
          };
      Desk.refused(answer, status, refusal);
      return;
    }
    answer.expectStatus().isCreated();
    request.status =
        Map.of("APPROVE", "APPROVED", "REJECT", "REJECTED", "RETURN", "DRAFT").get(verdict);
    if (verdict.equals("APPROVE")) {
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
      Desk.refused(answer, 409, "step-not-allowed");
    }
  }

  private void submitsAgain(Walked request) {
    String path = "/requests/" + request.id;
    Desk asker = desk(request.asker);
    var answer = asker.patch(path, "{\"status\":\"SUBMITTED\"}", asker.eTag(path));
    if (request.status.equals("DRAFT")) {
      answer.expectStatus().isOk();
      request.status = "SUBMITTED";
    } else {
      Desk.refused(answer, 409, "step-not-allowed");
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
    private String status = "SUBMITTED";
    private int requiredTier;

    private Walked(String id, Person asker, Person concerned) {
      this.id = UUID.fromString(id).toString();
      this.asker = asker;
      this.concerned = concerned;
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
      if (!status.equals("SUBMITTED")) {
        return "step-not-allowed";
      }
      return who == concerned ? "conflict-of-interest" : "";
    }
  }
}
