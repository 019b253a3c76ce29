package org.retzef.family.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.partner.AgreedPartner.today;
import static org.retzef.family.partner.AgreedPartner.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What a partner sees of families that agree, and hears of changes. */
@RetzefIT
class PartnerChangesIT {

  @Autowired private WebTestClient http;
  private AgreedPartner agreed;

  @BeforeEach
  void agree() {
    agreed = new AgreedPartner(http);
  }

  @Test
  void listsOnlyFamiliesThatAgreeAndTellsOfEachChangeOfConsentAndReferral() {
    String family = agreed.worker.registers();
    assertThat(agreed.partner.read("/partner/families").get("items")).isEmpty();
    Answers.refused(agreed.partner.get("/families/" + family), 404, "family-not-found");
    String consent =
        Answers.id(
            agreed.worker.post(
                "/families/" + family + "/consents",
                """
                {"partner":"%s","purpose":"REFERRAL","how":"SIGNED_FORM","givenOn":"%s"}
                """
                    .formatted(agreed.code, today())));
    assertThat(agreed.partner.read("/partner/families").get("items").toString())
        .isEqualTo(
            """
            [{"familyId":"%s","includesNationalIds":false,"includesOutreach":false,"validUntil":null}]\
            """
                .formatted(family));
    agreed.partner.get("/families/" + family).expectStatus().isOk();
    agreed
        .worker
        .post(
            "/families/" + family + "/referrals",
            """
            {"toPartner":"%s","reason":"EMPLOYMENT","text":"בסוד","expiresOn":"%s"}
            """
                .formatted(agreed.code, today().plusDays(7)))
        .expectStatus()
        .isCreated();
    agreed
        .worker
        .post(
            "/families/" + family + "/consents/" + consent + "/withdrawal",
            "{\"how\":\"ORAL\"}",
            "\"1\"")
        .expectStatus()
        .isOk();
    assertThat(agreed.partner.read("/partner/families").get("items")).isEmpty();
    JsonNode changes = agreed.partner.read("/partner/changes");
    assertThat(types(changes))
        .containsExactly("consent.changed", "referral.received", "consent.changed");
    assertThat(changes.toString()).doesNotContain("בסוד");
  }

  @Test
  void givesEveryChangeItsNumberInTheOrderOfCommitsAndKeepsTheReadersPlace() {
    List<String> ids =
        IntStream.range(0, 12).mapToObj(i -> Answers.id(agreed.refers("ref-" + i))).toList();
    ids.parallelStream()
        .forEach(
            id ->
                agreed
                    .answer(id, "{\"decision\":\"DECLINE\",\"reason\":\"NO_ROOM\"}", "\"1\"")
                    .expectStatus()
                    .isOk());
    List<Long> numbers = new ArrayList<>();
    JsonNode page = agreed.partner.read("/partner/changes?limit=5");
    while (true) {
      page.get("items").forEach(change -> numbers.add(change.get("number").asLong()));
      if (page.get("next").isNull()) {
        break;
      }
      page = agreed.partner.read("/partner/changes?limit=5&cursor=" + page.get("next").asString());
    }
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 12).mapToObj(i -> (long) i).toList());
    String place = page.get("cursor").asString();
    JsonNode later = agreed.partner.read("/partner/changes?cursor=" + place);
    assertThat(later.get("items")).isEmpty();
    assertThat(later.get("cursor").asString()).isEqualTo(place);
  }
}
