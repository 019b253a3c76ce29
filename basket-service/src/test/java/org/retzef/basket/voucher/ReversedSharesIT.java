package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From whom the money of a payment came, and to whom it goes back when it is undone. */
@RetzefIT
class ReversedSharesIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  /** Of three sources, with another payment between: to the agora what the ledger says. */
  @Test
  void givesBackToEachSourceWhatItHadBorne() {
    purchase
        .manager()
        .post(
            "/funding-sources/shares",
            """
            {"fund": "BASKETS.UNDONE", "validFrom": "2020-01-01", "shares": [
              {"source": "MINISTRY", "percent": "33.34"}, {"source": "JDC_ISRAEL", "percent": "41.17"},
              {"source": "RASHI_FOUNDATION", "percent": "25.49"}]}
            """)
        .expectStatus()
        .isCreated();
    purchase
        .manager()
        .post(
            "/budgets",
            """
            {"year": 2025, "rows": [
              {"track": "UNDONE", "families": 1, "basket": "1000.00", "total": "1000.00"}]}
            """)
        .expectStatus()
        .isCreated();
    String basket = purchase.worker().opensABasket("UNDONE");
    try (var events = TestEvents.on("retzef.basket.events")) {
      ApprovedPurchase first = purchase.another(basket, "100.01");
      ApprovedPurchase second = purchase.another(basket, "33.33");
      PaymentDesk firsts = new PaymentDesk(first);
      PaymentDesk seconds = new PaymentDesk(second);
      String wrong = firsts.paid(null);
      seconds.paid(null);
      Answers.json(firsts.reverse(first.manager(), wrong), 201);
      List<TestEvent> told = new ArrayList<>(firsts.told(events, 2));
      told.addAll(seconds.told(events, 1));
      assertThat(borne(told)).isEqualTo(borneBy("spent/" + basket));
      firsts.paid(wrong, "99.98");
      assertThat(borneBy("reserved/" + basket)).isEmpty();
      desk.assertProven();
    }
  }

  /** By source, what the events say was paid and not undone. */
  private static Map<String, BigDecimal> borne(List<TestEvent> told) {
    Map<String, BigDecimal> borne = new HashMap<>();
    for (TestEvent event : told) {
      boolean undone = event.type().endsWith("reversed.v1");
      for (JsonNode share : new JsonMapper().readTree(event.json()).get("sources")) {
        BigDecimal amount = new BigDecimal(share.get("amount").asString());
        borne.merge(
            share.get("source").asString(), undone ? amount.negate() : amount, BigDecimal::add);
      }
    }
    return borne;
  }

  private Map<String, BigDecimal> borneBy(String account) {
    Map<String, BigDecimal> borne = new HashMap<>();
    for (JsonNode share : desk.account(account).get("shares")) {
      borne.put(share.get("source").asString(), new BigDecimal(share.get("amount").asString()));
    }
    return borne;
  }
}
