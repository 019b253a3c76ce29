package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.basket.receipt.AskedFamilies.Asked;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** What a family is asked, when, and what becomes of the message. */
@RetzefIT
@ExtendWith(OutputCaptureExtension.class)
class ReceiptFlowIT implements ReceiptSurroundings {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ReceiptReminders reminders;
  private AskedFamilies families;

  @BeforeEach
  void families() {
    families = new AskedFamilies(http, database);
  }

  @Test
  void asksInArabicWithAWholeMessageAndTellsIt(CapturedOutput output) {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = families.asked("ar");
      assertThat(asked.text())
          .startsWith("مرحبًا! سُلّم لكم: معدات منزلية.")
          .endsWith("1 نعم، 2 جزئيًا، 3 لا");
      assertThat(CENTRE.partsTo(asked.phone())).hasSize(2);
      TestEvent told = asked.events(events, 1).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.receipt.asked.v1");
      assertThat(told.json())
          .contains(asked.voucher().id())
          .doesNotContain(asked.phone().substring(1));
    }
    assertThat(output.getAll()).doesNotContain(AskedFamilies.lastPhone());
  }

  @ParameterizedTest
  @CsvSource({
    "HE, ציוד לבית",
    "AR, معدات منزلية",
    "EN, Household equipment",
    "RU, Товары для дома",
    "AM, የቤት ዕቃ"
  })
  void asksInTheFamilysLanguage(Language language, String what) {
    Asked asked = families.asked(language.code());
    assertThat(asked.text())
        .isEqualTo(
            ReceiptTexts.in(language).get("sms", what, "http://localhost:8080" + asked.page()));
    http.get()
        .uri(asked.page())
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("lang=\"" + language.code() + "\"", what));
  }

  @Test
  void keepsNeitherThePhoneNorTheLinkInTheDatabase() {
    Asked asked = families.asked("he");
    String everything =
        database
            .sql(
                """
                select string_agg(whole, ' ') as dump from (
                  select receipt::text as whole from receipt
                  union all select receipt_message::text from receipt_message
                  union all select outbox::text from outbox) as rows
                """)
            .map(row -> row.get("dump", String.class))
            .one()
            .block();
    assertThat(everything)
        .contains(asked.voucher().id())
        .doesNotContain(asked.phone().substring(4), asked.page().substring(3));
  }

  @Test
  void countsAMessageAsDeliveredWhenAllItsPartsAre() {
    Asked asked = families.asked("ar");
    var parts = CENTRE.partsTo(asked.phone());
    CENTRE.report(parts.get(0).id(), DeliveryReceiptState.DELIVRD);
    CENTRE.report(parts.get(1).id(), DeliveryReceiptState.ENROUTE);
    assertThat(asked.receipt("status")).isEqualTo("SENT");
    CENTRE.report(parts.get(1).id(), DeliveryReceiptState.DELIVRD);
    CENTRE.report(parts.get(1).id(), DeliveryReceiptState.UNDELIV);
    assertThat(asked.receipt("status")).isEqualTo("DELIVERED");
  }

  @Test
  void countsAReportThatOvertakesTheCentresOwnAnswer() {
    UUID familyId = UUID.randomUUID();
    String phone = AskedFamilies.newPhone();
    FAMILIES.knows(familyId, phone, "ru");
    CENTRE.reportAtOnce(phone);
    AskedFamilies.awaitStatus(DeliveredVoucher.of(http, familyId), "DELIVERED");
  }

  @Test
  void showsAMessageThatDidNotArriveAndStillTakesTheAnswer() {
    Asked asked = families.asked("he");
    CENTRE.report(CENTRE.partsTo(asked.phone()).getFirst().id(), DeliveryReceiptState.UNDELIV);
    assertThat(asked.receipt("status")).isEqualTo("FAILED");
    assertThat(asked.receipt("failure")).isEqualTo("not-delivered");
    families.answers(asked, "NO", 200);
    assertThat(asked.receipt("status")).isEqualTo("NO");
  }

  @Test
  void doesNotTryAgainWhereTheNumberIsRefusedOrTheFamilyUnknown() {
    String phone = AskedFamilies.newPhone();
    CENTRE.refuse(phone);
    UUID familyId = UUID.randomUUID();
    FAMILIES.knows(familyId, phone, "he");
    DeliveredVoucher refused = DeliveredVoucher.of(http, familyId);
    DeliveredVoucher unknown = DeliveredVoucher.of(http, UUID.randomUUID());
    AskedFamilies.awaitStatus(refused, "FAILED");
    AskedFamilies.awaitStatus(unknown, "FAILED");
    assertThat(refused.receipt("failure")).isEqualTo("number-refused");
    assertThat(unknown.receipt("failure")).isEqualTo("family-unknown");
  }

  @Test
  void remindsOnceAndThenCallsTheSilenceSoButStillTakesTheAnswer() {
    Asked asked = families.asked("he");
    int parts = CENTRE.partsTo(asked.phone()).size();
    families.wereSentDaysAgo(asked, 4);
    Mono.zip(reminders.remind(), reminders.remind()).block();
    await().until(() -> !asked.receipt("remindedAt").isEmpty());
    assertThat(CENTRE.textAfter(asked.phone(), parts)).contains("שלום שוב", asked.page());
    assertThat(CENTRE.partsTo(asked.phone()).getLast().userReference())
        .isNotEqualTo(CENTRE.partsTo(asked.phone()).get(parts - 1).userReference());
    int reminded = CENTRE.partsTo(asked.phone()).size();
    reminders.remind().block();
    assertThat(asked.receipt("status")).isEqualTo("SENT");
    families.wereSentDaysAgo(asked, 15);
    reminders.remind().block();
    assertThat(asked.receipt("status")).isEqualTo("SILENT");
    assertThat(CENTRE.partsTo(asked.phone())).hasSize(reminded);
    CENTRE.reply(asked.phone(), "1");
    assertThat(asked.receipt("status")).isEqualTo("YES");
    assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
  }

  @Test
  void hasNoDoorForAProviderThatIsNotUsed() {
    http.post().uri("/sms/callbacks").bodyValue("{}").exchange().expectStatus().isNotFound();
  }
}
