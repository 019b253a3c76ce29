package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.REJECT;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
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
  void answersInWritingInTheFamilysLanguage() {
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
    assertThat(Answers.faults(basket.worker().get("/requests/" + id + "/answer?language=xx")))
        .containsExactly("language language-unknown");
    assertThat(basket.worker().read("/requests?familyId=" + familyOf(id)).get("items").toString())
        .contains("OTHER_SOURCE_FIRST");
    assertThat(basket.worker().read("/requests?familyId=" + UUID.randomUUID()).get("items"))
        .isEmpty();
  }

  private String familyOf(String request) {
    return basket.worker().read("/requests/" + request).get("familyId").asString();
  }
}
