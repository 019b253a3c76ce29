package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.Desk;
import org.retzef.basket.receipt.AskedFamilies.Asked;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** When two people may speak for a family, and what its own word is worth after that. */
@RetzefIT
class OverrideTimingIT implements ReceiptSurroundings {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private AskedFamilies families;

  @BeforeEach
  void families() {
    families = new AskedFamilies(http, database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TO_SEND", "SENT", "DELIVERED"})
  void nobodySpeaksForAFamilyThatMayStillAnswer(String status) {
    Asked asked = families.asked("he");
    stands(asked, "SILENT");
    propose(asked, "CAME", null).expectStatus().isCreated();
    stands(asked, status);
    Answers.refused(confirm(asked), 409, "receipt-still-open");
    execute("delete from receipt_override where receipt_id = :id", asked);
    Answers.refused(propose(asked, "CAME", null), 409, "receipt-still-open");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
    assertThat(asked.voucher().requestStatus()).isEqualTo("DELIVERED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PARTIAL", "NO", "SILENT", "FAILED", "EXPIRED"})
  void twoPeopleSpeakForAFamilyThatDidNotSayYes(String status) {
    Asked asked = families.asked("he");
    if (ReceiptStatus.valueOf(status).isAnswer()) {
      families.answers(asked, status, 200);
    } else {
      stands(asked, status);
    }
    override(asked, "CAME", null);
    assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
    assertThat(asked.receipt("status")).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "CAME, , NO, RECEIVED, 900.00",
    "CAME_IN_PART, 650.00, YES, RECEIVED, 650.00",
    "DID_NOT_COME, , YES, WITHDRAWN, 0.00"
  })
  void whatTheFamilySaysLaterIsKeptAsItsWordAndMovesNoMoney(
      String outcome, String amount, String answer, String request, String confirmed) {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = families.asked("en");
      stands(asked, "SILENT");
      override(asked, outcome, amount);
      String voucher = "/vouchers/" + asked.voucher().id();
      String version = asked.voucher().worker().eTag(voucher);
      JsonNode before = Desk.head(http).read("/receipts/figures");
      families.answers(asked, answer, 200);
      families.answers(asked, answer, 200);
      families.answers(asked, answer.equals("NO") ? "YES" : "NO", 409);
      assertThat(asked.receipt("status")).isEqualTo(answer);
      assertThat(asked.receipt("override")).isEqualTo(outcome);
      assertThat(asked.voucher().requestStatus()).isEqualTo(request);
      assertThat(asked.voucher().worker().read(voucher).get("confirmed").asString())
          .isEqualTo(confirmed);
      assertThat(asked.voucher().worker().eTag(voucher)).isEqualTo(version);
      JsonNode after = Desk.head(http).read("/receipts/figures");
      assertThat(after.get("sent")).isEqualTo(before.get("sent"));
      assertThat(after.get("silent").asLong()).isEqualTo(before.get("silent").asLong() - 1);
      String said = answer.toLowerCase(Locale.ROOT);
      assertThat(after.get(said).asLong()).isEqualTo(before.get(said).asLong() + 1);
      assertThat(asked.events(events, 3))
          .extracting(TestEvent::type)
          .containsExactly(
              "org.retzef.receipt.asked.v1",
              "org.retzef.receipt.overridden.v1",
              "org.retzef.receipt.answered.v1");
    }
  }

  @Test
  void whatWasPaidStaysPaidWhenTheFamilyDeniesItAfterwards() {
    Asked asked = families.asked("he");
    stands(asked, "FAILED");
    override(asked, "CAME", null);
    String payment = "/vouchers/" + asked.voucher().id() + "/payment";
    Desk head = Desk.head(http);
    head.post(payment, "{}", head.eTag(payment)).expectStatus().isCreated();
    families.answers(asked, "NO", 200);
    assertThat(asked.receipt("status")).isEqualTo("NO");
    assertThat(asked.voucher().payment()).isEqualTo("PAID");
    Answers.refused(propose(asked, "DID_NOT_COME", null), 409, "override-exists");
  }

  @Test
  void aReminderThatWaitsIsTakenBackOnceTwoPeopleHaveSpoken() {
    Asked asked = families.asked("he");
    stands(asked, "FAILED");
    execute(
        "update receipt set remind = true, next_attempt_at = now() + interval '1 day' where id = :id",
        asked);
    propose(asked, "CAME", null).expectStatus().isCreated();
    assertThat(waitsForAReminder(asked)).isTrue();
    confirm(asked).expectStatus().isCreated();
    assertThat(waitsForAReminder(asked)).isFalse();
  }

  private boolean waitsForAReminder(Asked asked) {
    return database
        .sql("select remind from receipt where id = :id")
        .bind("id", UUID.fromString(asked.receipt("id")))
        .map(row -> row.get("remind", Boolean.class))
        .one()
        .block();
  }

  /** As it may come to, without the days or the failures that it takes; nothing is sent. */
  private void stands(Asked asked, String status) {
    execute(
        "update receipt set status = '%s', next_attempt_at = now() + interval '1 day' where id = :id"
            .formatted(status),
        asked);
  }

  private void execute(String sql, Asked asked) {
    database.sql(sql).bind("id", UUID.fromString(asked.receipt("id"))).then().block();
  }

  private void override(Asked asked, String outcome, String amount) {
    propose(asked, outcome, amount).expectStatus().isCreated();
    confirm(asked).expectStatus().isCreated();
  }

  private WebTestClient.ResponseSpec propose(Asked asked, String outcome, String amount) {
    Desk worker = asked.voucher().worker();
    String path = "/receipts/" + asked.receipt("id");
    return worker.post(
        path + "/override",
        "{\"outcome\":\"%s\",\"reasonCode\":\"SEEN_AT_HOME\",\"amount\":%s}"
            .formatted(outcome, amount == null ? null : "\"" + amount + "\""),
        worker.eTag(path));
  }

  private WebTestClient.ResponseSpec confirm(Asked asked) {
    String path = "/receipts/" + asked.receipt("id");
    return Desk.head(http)
        .post(path + "/override/answer", "{\"answer\":\"CONFIRMED\"}", Desk.head(http).eTag(path));
  }
}
