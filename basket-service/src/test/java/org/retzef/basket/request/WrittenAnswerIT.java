package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.basket.AskedBasket.REJECT;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The answer that a family gets in writing. */
@RetzefIT
class WrittenAnswerIT {

  @Autowired private WebTestClient http;

  private AskedBasket basket;

  @BeforeEach
  void openABasket() {
    basket = AskedBasket.opened(http);
  }

  @Test
  void answersInWritingInTheLanguageThatTheWorkerNames() {
    String id = basket.asks("FOOD", "500.00");
    Answers.refused(basket.worker().get("/requests/" + id + "/answer"), 404, "no-answer-yet");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    JsonNode arabic = basket.worker().read("/requests/" + id + "/answer?language=ar");
    assertThat(arabic.get("direction").asString()).isEqualTo("rtl");
    assertThat(arabic.get("lines").toString())
        .contains("غذاء", "500.00", "الاعتراض", "هناك جهة أخرى", "קרן אחרת");
    JsonNode amharic = basket.worker().read("/requests/" + id + "/answer?language=am");
    assertThat(amharic.get("direction").asString()).isEqualTo("ltr");
    assertThat(amharic.get("lines").toString()).contains("ምግብ", "ይግባኝ");
    JsonNode unnamed = basket.worker().read("/requests/" + id + "/answer");
    assertThat(unnamed.get("language").asString()).isEqualTo("he");
    assertThat(unnamed.get("lines").toString()).contains("קרן אחרת");
    assertThat(Answers.faults(basket.worker().get("/requests/" + id + "/answer?language=xx")))
        .containsExactly("language language-unknown");
    assertThat(basket.worker().read("/requests?familyId=" + familyOf(id)).get("items").toString())
        .contains("OTHER_SOURCE_FIRST");
    assertThat(basket.worker().read("/requests?familyId=" + UUID.randomUUID()).get("items"))
        .isEmpty();
  }

  @Test
  void tellsTheWorkerOfTheNextDepartmentWhyItWasRefused() {
    String id = basket.asks("FOOD", "500.00");
    basket.head().decides(id, REJECT).expectStatus().isCreated();
    String path = "/requests/" + id;
    String family = familyOf(id);
    Desk next = Desk.of(http, "worker-2", "IL.SOUTH.A0031.D1", "family-social-worker");
    Answers.refused(next.get(path), 404, "request-not-found");
    try (var families = TestEvents.on("retzef.family.events")) {
      families.publish(
          TestEvent.of(
              "org.retzef.family.transferred.v1",
              family,
              2,
              "{\"familyId\":\"%s\",\"fromUnit\":\"%s\",\"unit\":\"IL.SOUTH.A0031.D1\"}"
                  .formatted(family, Desk.DEPARTMENT)));
    }
    await()
        .until(
            () -> next.read("/requests?familyId=" + family).get("items"),
            found -> found.size() == 1);
    JsonNode refused = next.read(path);
    assertThat(refused.get("status").asString()).isEqualTo("REJECTED");
    assertThat(refused.at("/decision/reasonCode").asString()).isEqualTo("OTHER_SOURCE_FIRST");
    assertThat(refused.at("/decision/reason").asString()).contains("מקור אחר");
    assertThat(refused.at("/decision/note").asString()).isEqualTo("קרן אחרת");
    assertThat(next.read(path + "/answer").get("lines").toString()).contains("קרן אחרת");
    assertThat(next.read(path + "/history").toString()).contains("OTHER_SOURCE_FIRST");
    Answers.refused(basket.worker().get(path), 404, "request-not-found");
  }

  private String familyOf(String request) {
    return basket.worker().read("/requests/" + request).get("familyId").asString();
  }
}
