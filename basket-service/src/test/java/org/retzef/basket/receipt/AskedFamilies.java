package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.retzef.basket.receipt.ReceiptSurroundings.CENTRE;
import static org.retzef.basket.receipt.ReceiptSurroundings.FAMILIES;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Families that are asked whether what was delivered came, and what they do with the question. */
record AskedFamilies(WebTestClient http, DatabaseClient database) {

  private static final AtomicInteger PHONES = new AtomicInteger(1_000_000);
  private static final Pattern LINK = Pattern.compile("http://localhost:8080(/r/[0-9a-z]{25})");

  /** A family that has got its message. */
  record Asked(DeliveredVoucher voucher, String phone, String text, String page) {

    /** What the worklist shows of it. */
    String receipt(String field) {
      return voucher.receipt(field);
    }

    List<TestEvent> events(TestEvents events, int atLeast) {
      return events.await(
          atLeast,
          event ->
              event.subject().equals(voucher.requestId())
                  && event.type().startsWith("org.retzef.receipt."));
    }
  }

  Asked asked(String language) {
    return askedAt(newPhone(), language);
  }

  Asked askedAt(String phone, String language) {
    UUID familyId = UUID.randomUUID();
    FAMILIES.knows(familyId, phone, language);
    int before = CENTRE.partsTo(phone).size();
    DeliveredVoucher voucher = DeliveredVoucher.of(http, familyId);
    awaitStatus(voucher, "SENT");
    String text = CENTRE.textAfter(phone, before);
    Matcher link = LINK.matcher(text);
    assertThat(link.find()).isTrue();
    return new Asked(voucher, phone, text, link.group(1));
  }

  static String newPhone() {
    return "+97250" + PHONES.incrementAndGet();
  }

  /** As it is written without a plus. */
  static String lastPhone() {
    return "97250" + PHONES.get();
  }

  static void awaitStatus(DeliveredVoucher voucher, String status) {
    await().until(() -> voucher.receipt("status").equals(status));
  }

  /** The page that the answer leads to, which must have this status. */
  String answers(Asked asked, String answer, int status) {
    return posts(asked.page(), answer)
        .expectStatus()
        .isEqualTo(status)
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  WebTestClient.ResponseSpec posts(String page, String answer) {
    return http.post()
        .uri(page)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .bodyValue("answer=" + answer)
        .exchange();
  }

  /** As if its message had been sent that long ago. */
  void wereSentDaysAgo(Asked asked, int days) {
    database
        .sql(
            "update receipt set sent_at = now() - make_interval(days => :days) where voucher_id = :id")
        .bind("days", days)
        .bind("id", UUID.fromString(asked.voucher().id()))
        .then()
        .block();
  }
}
