package org.retzef.reporting.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;
import tools.jackson.databind.JsonNode;

/** What is budgeted, to the agora, and what of it cannot be true together with what is planned. */
@RetzefIT
class BudgetFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  /** All that S0 says of 2021's money, and the sum of all sources, which it does not print. */
  @Test
  void addsUpTheBudgetsOf2021BySourceToTheAgora() {
    district.tell(
        "budget.loaded",
        UUID.randomUUID(),
        """
        {"budgetId": "%s", "year": 2011, "families": 4990, "total": "59045000.00", "rows": [
          {"track": "ALL_EIGHT", "families": 4990, "basket": "0.00", "total": "59045000.00",
           "sources": [{"source": "MINISTRY", "amount": "59045000.00"}]}]}
        """
            .formatted(UUID.randomUUID()));
    district.tell(
        "envelope.loaded",
        UUID.randomUUID(),
        """
        {"year": 2011, "total": "4184775.00",
         "lines": [{"line": "OTHER_EIGHT", "amount": "3985500.00"},
                   {"line": "OVERHEAD", "amount": "199275.00"}],
         "sources": [{"source": "MINISTRY", "amount": "3138581.25"},
                     {"source": "JDC_ISRAEL", "amount": "523096.88"},
                     {"source": "RASHI_FOUNDATION", "amount": "523096.87"}]}
        """);
    String year = "?to=2011-07-01&by=";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        OwnDistrict.amountsByKey(
                            district.get(
                                "/api/v1/indicators/money_budgeted_by_source" + year + "source")))
                    .containsExactly(
                        "JDC_ISRAEL 523096.88",
                        "MINISTRY 62183581.25",
                        "RASHI_FOUNDATION 523096.87"));
    JsonNode funds = district.get("/api/v1/indicators/money_budgeted_by_source" + year + "fund");
    assertThat(funds.get("total").get("amount").asString()).isEqualTo("63229775.00");
    assertThat(OwnDistrict.amountsByKey(funds))
        .containsExactly("BASKETS 59045000.00", "ENVELOPE 4184775.00");
    assertThat(
            OwnDistrict.amountsByKey(
                district.get("/api/v1/indicators/envelope_budgeted" + year + "line")))
        .containsExactly("OTHER_EIGHT 3985500.00", "OVERHEAD 199275.00");
  }

  @Test
  void reportsThatTheBudgetAndTheNewsletterDoNotFit() {
    UUID budget = UUID.randomUUID();
    district.tell(
        "budget.loaded",
        budget,
        """
        {"budgetId": "%s", "year": 2021, "families": 3430, "total": "27440000.00", "rows": [
          {"track": "NOSHMIM_ROUTINE", "families": 3280, "basket": "8000.00", "total": "26240000.00"},
          {"track": "MAPA", "families": 150, "basket": "8000.00", "total": "1200000.00"}]}
        """
            .formatted(budget));
    await()
        .untilAsserted(
            () -> {
              List<String> found = new ArrayList<>();
              for (JsonNode one : district.get("/api/v1/contradictions").get("items")) {
                found.add(
                    "%s: %s against %s"
                        .formatted(
                            one.get("track").asString(),
                            one.get("one").get("families"),
                            one.get("other").get("families")));
              }
              assertThat(found)
                  .contains("NOSHMIM_ROUTINE: 3280 against 3494", "MAPA: 150 against 176");
            });
  }

  /** What was printed stays; the other side is what is on record, and moves with it. */
  @Test
  void holdsWhatWasPrintedAgainstThePlanAsItIsOnRecord() {
    plans(3111, 1);
    awaitAgainstWhatWasPrinted("plan 2021 version 1: 3111 against 3494");
    plans(3474, 2);
    awaitAgainstWhatWasPrinted();
    plans(3516, 3);
    awaitAgainstWhatWasPrinted("plan 2021 version 3: 3516 against 3494");
  }

  private void plans(int seats, int version) {
    Feed feed = district.feed();
    feed.tell(feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", "2021", seats, version));
  }

  private void awaitAgainstWhatWasPrinted(String... plans) {
    await().untilAsserted(() -> assertThat(plansAgainstWhatWasPrinted()).containsExactly(plans));
  }

  private List<String> plansAgainstWhatWasPrinted() {
    return contradictions("NOSHMIM_ROUTINE").stream()
        .filter(one -> one.get("code").asString().equals("PUBLISHED_SHARE"))
        .filter(one -> one.at("/one/source").asString().startsWith("plan 2021 "))
        .map(
            one ->
                "%s: %s against %s"
                    .formatted(
                        one.at("/one/source").asString(),
                        one.at("/one/families"),
                        one.at("/other/families")))
        .toList();
  }

  /** A plan's later version takes back what an earlier one said. */
  @Test
  void aContradictionGoesAwayWithThePlanThatIsMended() {
    String track = "MENDED_" + district.toString().substring("IL.".length());
    UUID budget = UUID.randomUUID();
    district.tell(
        "budget.loaded",
        budget,
        """
        {"budgetId": "%s", "year": 2018, "families": 360, "total": "2880000.00", "rows": [
          {"track": "%s", "families": 360, "basket": "8000.00", "total": "2880000.00"}]}
        """
            .formatted(budget, track));
    district.feed().tell(district.feed().planned("MIFGASH", track, "2018", 400, 1));
    await().untilAsserted(() -> assertThat(contradictions(track)).hasSize(1));
    district.feed().tell(district.feed().planned("MIFGASH", track, "2018", 360, 2));
    await().untilAsserted(() -> assertThat(contradictions(track)).isEmpty());
  }

  private List<JsonNode> contradictions(String track) {
    return district
        .get("/api/v1/contradictions")
        .get("items")
        .valueStream()
        .filter(one -> one.get("track").asString().equals(track))
        .toList();
  }
}
