package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Story.Headline;

/** One family's basket, from intake to the ministry's number. */
class BasketStoryE2E {

  private final Platform platform = Platform.running();

  @Test
  void runsFromIntakeToTheMinistrysNumber() {
    Headline before = Headline.of(platform);
    Story story = new Story(platform, "501234567");
    String link = story.untilTheMessage();
    story.cannotBePaidYet();
    ReceiptPage.answersYes(link);
    await()
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(Headline.of(platform))
                    .isEqualTo(
                        new Headline(before.activeFamilies() + 1, before.confirmedReceipts() + 1)));
    story.itsProgrammeBecomesInterventionsAndBack().thePaymentIsReleased();
    assertThat(story.messages()).hasSize(1);
    assertToldInOrderAndWithoutNames(story);
  }

  private void assertToldInOrderAndWithoutNames(Story story) {
    List<String> ids = story.aggregates();
    EventsSeen seen = EventsSeen.untilTold(platform, "payment.recorded.v1", ids.get(2));
    assertThat(seen.types(ids.get(0)))
        .containsExactly("family.registered.v1", "family.enrolled.v1");
    assertThat(seen.types(ids.get(1))).containsExactly("basket.opened.v1");
    assertThat(seen.types(ids.get(2)))
        .containsExactly(
            "request.submitted.v1",
            "request.decided.v1",
            "voucher.issued.v1",
            "voucher.signed.v1",
            "delivery.confirmed.v1",
            "receipt.asked.v1",
            "receipt.answered.v1",
            "payment.recorded.v1");
    for (ConsumerRecord<String, String> record : seen.all()) {
      assertThat(EventsSeen.header(record, "ce_specversion")).isEqualTo("1.0");
      assertThat(EventsSeen.header(record, "ce_id")).hasSize(36);
      assertThat(EventsSeen.header(record, "ce_subject")).isEqualTo(record.key());
      assertThat(record.value() + record.headers())
          .doesNotContain(
              Story.MOTHER, Story.FAMILY_NAME, "رامي", "501234567", "123456782", "הגפן", "מקרר");
    }
  }
}
