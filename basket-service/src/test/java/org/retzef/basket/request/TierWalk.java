package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.retzef.basket.Desk;
import org.retzef.basket.money.Money;
import org.retzef.platform.testing.Answers;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Tries whatever with requests, and holds each answer against what the rules say of them. */
final class TierWalk {

  private static final int STEPS = 24;

  /** In agorot: what is above each belongs to the next tier, in both policies. */
  private static final long[] ABOVE = {0, 100_000, 1_000_000};

  private static final List<String> VERDICTS =
      List.of("APPROVE", "APPROVE", "REJECT", "REJECT", "RETURN");

  private final WebTestClient http;
  private final WalkedRows rows;
  private final Random random;
  private final String vendor;
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final Set<Person> approvers = EnumSet.noneOf(Person.class);
  private String basket = "";

  TierWalk(WebTestClient http, WalkedRows rows, Random random) {
    this.http = http;
    this.rows = rows;
    this.random = random;
    vendor = desk(Person.WORKER).read("/vendors").get("items").get(0).get("id").asString();
  }

  /** What the walks met, and how often. */
  Map<String, Integer> outcomes() {
    return outcomes;
  }

  Set<Person> approvers() {
    return approvers;
  }

  /** Of a request that is new. */
  void walk() {
    Person asker = random.nextBoolean() ? Person.WORKER : Person.LEAD;
    int tier = random.nextInt(ABOVE.length);
    Money amount = new Money(ABOVE[tier] + 1 + random.nextInt(50_000));
    var request =
        new WalkedRequest(
            desk(asker).asks(basketWithRoom(), amount.toString()), asker, anybody(), tier + 1);
    rows.belongsToTheFamily(request.concerned(), basket);
    assertThat(read(request).get("requiredTier").asInt())
        .as(amount + " needs")
        .isEqualTo(request.tierOfItsAmount());
    for (int step = 0; step < STEPS && !request.status().equals("ORDERED"); step++) {
      if (random.nextBoolean()) {
        leadsOn(request);
      } else {
        triesAnything(request);
      }
      JsonNode now = read(request);
      assertThat(now.get("status").asString()).isEqualTo(request.status());
      assertThat(now.get("requiredTier").asInt()).isEqualTo(request.requiredTier());
    }
  }

  /** Else few walks would come as far as a committee's decision or what follows an appeal. */
  private void leadsOn(WalkedRequest request) {
    switch (request.status()) {
      case "DRAFT" -> submitsAgain(request);
      case "APPROVED" -> asksForAVoucher(request);
      case "REJECTED" -> {
        if (request.appealed() == null) {
          appeals(request);
        } else {
          decidesOnTheAppeal(request, oneOf(Person.ABOVE_THE_DEPARTMENT), random.nextInt(3) > 0);
        }
      }
      default -> decides(request, somebodyWhoMay(request), oneOf(VERDICTS));
    }
  }

  private void triesAnything(WalkedRequest request) {
    switch (random.nextInt(8)) {
      case 0 -> asksForAVoucher(request);
      case 1 -> submitsAgain(request);
      case 2 -> {
        rows.thirtyDaysGoBy(request.id());
        request.thirtyDaysGoBy();
      }
      case 3 -> appeals(request);
      case 4, 5 -> decidesOnTheAppeal(request, anybody(), random.nextInt(3) > 0);
      default -> decides(request, anybody(), oneOf(VERDICTS));
    }
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Person anybody() {
    return oneOf(List.of(Person.values()));
  }

  /** If anybody may. */
  private Person somebodyWhoMay(WalkedRequest request) {
    List<Person> able =
        Arrays.stream(Person.values()).filter(who -> request.refusalOf(who).isEmpty()).toList();
    return able.isEmpty() ? anybody() : oneOf(able);
  }

  private void appeals(WalkedRequest request) {
    String basis = request.basis();
    String refusal = request.refusalOfAnAppeal();
    var answer =
        desk(Person.WORKER)
            .post(
                "/appeals", "{\"requestId\":\"%s\",\"ground\":\"OTHER\"}".formatted(request.id()));
    met(refusal.isEmpty() ? "appeal " + basis : refusal);
    if (!refusal.isEmpty()) {
      Answers.refused(answer, 409, refusal);
      return;
    }
    request.isAppealed(Answers.id(answer));
  }

  private void decidesOnTheAppeal(WalkedRequest request, Person who, boolean reopens) {
    if (request.appeal() == null) {
      return;
    }
    String path = "/appeals/" + request.appeal();
    String outcome = reopens ? "REOPENED" : "CONFIRMED";
    var answer =
        desk(who)
            .post(
                path + "/decision",
                "{\"outcome\":\"%s\",\"reasonCode\":\"OTHER\"}".formatted(outcome),
                desk(Person.HEAD).eTag(path));
    String refusal = request.refusalOnAppealOf(who, reopens);
    met(refusal.isEmpty() ? outcome + " " + request.appealed() : refusal);
    if (!refusal.isEmpty()) {
      refused(answer, refusal);
      return;
    }
    answer.expectStatus().isCreated();
    request.appealIsDecided(reopens);
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

  private void decides(WalkedRequest request, Person who, String verdict) {
    String body =
        verdict.equals("APPROVE")
            ? "{\"decision\":\"APPROVE\"}"
            : "{\"decision\":\"%s\",\"reasonCode\":\"OTHER\"}".formatted(verdict);
    var answer =
        desk(who)
            .post(
                "/requests/" + request.id() + "/decisions",
                body,
                desk(Person.HEAD).eTag("/requests/" + request.id()));
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

  private void asksForAVoucher(WalkedRequest request) {
    var answer =
        desk(Person.LEAD)
            .post(
                "/requests/" + request.id() + "/vouchers",
                "{\"vendorId\":\"%s\"}".formatted(vendor));
    boolean approved = request.status().equals("APPROVED");
    met(approved ? "voucher" : "no voucher");
    if (approved) {
      answer.expectStatus().isCreated();
      request.ordered();
    } else {
      Answers.refused(answer, 409, "step-not-allowed");
    }
  }

  private void submitsAgain(WalkedRequest request) {
    String path = "/requests/" + request.id();
    Desk asker = desk(request.asker());
    var answer = asker.patch(path, "{\"status\":\"SUBMITTED\"}", asker.eTag(path));
    if (request.status().equals("DRAFT")) {
      answer.expectStatus().isOk();
      request.submittedAgain();
    } else {
      Answers.refused(answer, 409, "step-not-allowed");
    }
  }

  private void met(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private Desk desk(Person who) {
    return who.desk(http);
  }

  private JsonNode read(WalkedRequest request) {
    return desk(Person.HEAD).read("/requests/" + request.id());
  }
}
