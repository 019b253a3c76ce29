package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class SmsFailureIT {

  private static final TestSmsCentre CENTRE = new TestSmsCentre();
  private static final TestFamilyService FAMILIES = new TestFamilyService();
  private static final AtomicInteger PHONES = new AtomicInteger(2_000_000);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Secrets secrets;
  @Autowired private ReceiptReminders reminders;

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry settings) {
    Surroundings.of(CENTRE, FAMILIES).forEach((name, value) -> settings.add(name, () -> value));
  }

  @Test
  void sendsOnceWhatCameWhileTheCentreWasAway() {
    CENTRE.close();
    List<Family> families = List.of(newFamily(), newFamily(), newFamily());
    families.forEach(family -> DeliveredVoucher.of(http, family.id()));
    await().until(() -> inStatus("TO_SEND") == 3);
    CENTRE.open();
    families.forEach(family -> CENTRE.awaitText(family.phone()));
    await().until(() -> inStatus("TO_SEND") == 0);
    assertThat(families)
        .allSatisfy(family -> assertThat(CENTRE.partsTo(family.phone())).hasSize(2));
  }

  /** The link was sent, and who sent it died before it could note that. */
  @Test
  void tellsTheQuestionBeforeAnAnswerThatIsFasterThanTheNoteOfIt() {
    CENTRE.close();
    try (var events = TestEvents.on("retzef.basket.events")) {
      Family family = newFamily();
      DeliveredVoucher voucher = DeliveredVoucher.of(http, family.id());
      await().until(() -> inStatus("TO_SEND") == 1);
      String token = secrets.tokenOf(UUID.fromString(voucher.receipt("id"))).text();
      http.post()
          .uri("/r/" + token)
          .contentType(MediaType.APPLICATION_FORM_URLENCODED)
          .bodyValue("answer=YES")
          .exchange()
          .expectStatus()
          .isOk();
      assertThat(
              events.await(
                  2,
                  event ->
                      event.subject().equals(voucher.requestId())
                          && event.type().startsWith("org.retzef.receipt.")))
          .extracting(TestEvent::type)
          .containsExactly("org.retzef.receipt.asked.v1", "org.retzef.receipt.answered.v1");
      CENTRE.open();
      Family next = newFamily();
      DeliveredVoucher.of(http, next.id());
      CENTRE.awaitText(next.phone());
      assertThat(CENTRE.partsTo(family.phone())).isEmpty();
    }
  }

  @Test
  void waitsForAFamilyServiceThatFails() {
    FAMILIES.failTimes(2);
    Family family = newFamily();
    DeliveredVoucher.of(http, family.id());
    CENTRE.awaitText(family.phone());
    await().until(() -> inStatus("TO_SEND") == 0);
    assertThat(CENTRE.partsTo(family.phone())).hasSize(2);
  }

  @Test
  void fetchesANewTokenWhenTheOldOneIsRefused() {
    Family first = newFamily();
    DeliveredVoucher.of(http, first.id());
    CENTRE.awaitText(first.phone());
    FAMILIES.revokeTokens();
    Family second = newFamily();
    DeliveredVoucher.of(http, second.id());
    assertThat(CENTRE.awaitText(second.phone())).contains("/r/");
  }

  /** As after a death between the centre's answer and the note of it. */
  @Test
  void sendsAgainUnderTheSameReferencesWhatItDidNotNote() {
    Family family = newFamily();
    DeliveredVoucher voucher = DeliveredVoucher.of(http, family.id());
    CENTRE.awaitText(family.phone());
    await().until(() -> inStatus("TO_SEND") == 0);
    database
        .sql(
            """
            with forgotten as (delete from receipt_message)
            update receipt set status = 'TO_SEND', sent_at = null, next_attempt_at = now()
             where voucher_id = :id
            """)
        .bind("id", UUID.fromString(voucher.id()))
        .then()
        .block();
    await().until(() -> CENTRE.partsTo(family.phone()).size() == 4);
    var parts = CENTRE.partsTo(family.phone());
    for (int part = 0; part < 2; part++) {
      assertThat(parts.get(part + 2).userReference()).isEqualTo(parts.get(part).userReference());
      assertThat(parts.get(part + 2).message().getShortMessage())
          .isEqualTo(parts.get(part).message().getShortMessage());
    }
  }

  /** 200 here; {@code -Dretzef.messages=5000} is the whole run. */
  @Test
  void everyMessageEndsInOneStateWhileTheCentreIsKilledTwice() throws Exception {
    int all = Integer.getInteger("retzef.messages", 200);
    database.sql("truncate receipt cascade").then().block(); // waits for what is being written
    var run = new MassRun(http, database, secrets, CENTRE, FAMILIES, all);
    run.deliverAll();
    run.killTheCentreAt(all / 3);
    run.killTheCentreAt(2 * all / 3);
    await().atMost(Duration.ofSeconds(30 + all / 5)).until(() -> inStatus("TO_SEND") == 0);
    run.reportAndReply();
    await().atMost(Duration.ofSeconds(30)).until(() -> inStatus("SENT") == all / 10);
    assertThat(run.shownTo()).allSatisfy((phone, times) -> assertThat(times).isEqualTo(1));
    database.sql("update receipt set sent_at = sent_at - interval '15 days'").then().block();
    reminders.remind().block();
    var figures = Desk.head(http).read("/receipts/figures");
    assertThat(figures.get("sent").asInt()).isEqualTo(all);
    assertThat(figures.get("yes").asInt()).isEqualTo(all / 2);
    for (String tenth : List.of("partial", "no", "failed")) {
      assertThat(figures.get(tenth).asInt()).as(tenth).isEqualTo(all / 10);
    }
    assertThat(figures.get("silent").asInt()).isEqualTo(all / 5);
    assertThat(figures.get("open").asInt()).isZero();
    assertThat(figures.get("toSend").asInt()).isZero();
  }

  private record Family(UUID id, String phone) {}

  private static Family newFamily() {
    var family = new Family(UUID.randomUUID(), "+97250" + PHONES.incrementAndGet());
    FAMILIES.knows(family.id(), family.phone(), "he");
    return family;
  }

  private long inStatus(String status) {
    return database
        .sql("select count(*) as found from receipt where status = :status")
        .bind("status", status)
        .map(row -> row.get("found", Long.class))
        .one()
        .block();
  }
}
