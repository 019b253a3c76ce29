package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.basket.receipt.AskedFamilies.Asked;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What a family answers, by the page or by a plain message, and what follows. */
@RetzefIT
class ReceiptAnswersIT implements ReceiptSurroundings {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  private AskedFamilies families;

  @BeforeEach
  void families() {
    families = new AskedFamilies(http, database);
  }

  @Test
  void showsThePageFromRightToLeftWithoutAnsweringByIt() {
    Asked asked = families.asked("ar");
    String page =
        http.get()
            .uri(asked.page())
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(MediaType.TEXT_HTML)
            .expectHeader()
            .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
            .expectHeader()
            .valueEquals("Referrer-Policy", "no-referrer")
            .expectHeader()
            .value(
                "Content-Security-Policy",
                policy ->
                    assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe"))
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    assertThat(page)
        .contains(
            "lang=\"ar\" dir=\"rtl\"", "هل وصل كل شيء؟", "900.00", "معدات منزلية", "value=\"YES\"")
        .doesNotContain("<script", "style=\"");
    assertThat(asked.receipt("status")).isEqualTo("SENT");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
  }

  @Test
  void speaksEveryLanguageOnThePage() {
    Asked asked = families.asked("ru");
    assertThat(page(asked.page())).contains("lang=\"ru\" dir=\"ltr\"", "Товары для дома");
    assertThat(page(asked.page() + "?lang=am")).contains("lang=\"am\" dir=\"ltr\"", "የቤት ዕቃ");
    assertThat(page(asked.page() + "?lang=he")).contains("lang=\"he\" dir=\"rtl\"", "ציוד לבית");
    assertThat(page(asked.page() + "?lang=xx")).contains("lang=\"ru\"");
  }

  @Test
  void takesAYesOnceAndReleasesThePayment() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = families.asked("ar");
      assertThat(families.answers(asked, "YES", 200)).contains("شكرًا", "نعم، وصل كل شيء");
      assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
      assertThat(asked.voucher().requestStatus()).isEqualTo("RECEIVED");
      families.answers(asked, "YES", 200);
      assertThat(families.answers(asked, "NO", 409))
          .contains("نعم، وصل كل شيء")
          .doesNotContain("<button");
      assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
      assertThat(page(asked.page())).contains("نعم، وصل كل شيء").doesNotContain("<button");
      TestEvent told = asked.events(events, 2).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.receipt.answered.v1");
      assertThat(told.json()).contains("\"answer\":\"YES\"", "\"by\":\"PAGE\"");
      assertThat(outboxOf(asked)).isEqualTo(2);
    }
  }

  @Test
  void takesOneOfManyAnswersAtTheSameTime() {
    Asked asked = families.asked("he");
    List<Integer> statuses =
        Flux.range(0, 12)
            .flatMap(
                i ->
                    Mono.fromCallable(() -> statusOf(asked, i % 2 == 0 ? "YES" : "NO"))
                        .subscribeOn(Schedulers.boundedElastic()),
                12)
            .collectList()
            .block();
    assertThat(statuses).containsOnly(200, 409);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(6);
    assertThat(outboxOf(asked)).isEqualTo(2);
  }

  @Test
  void disputesWhatCameOnlyInPart() {
    Asked asked = families.asked("en");
    assertThat(families.answers(asked, "PARTIAL", 200)).contains("Only part of it arrived");
    assertThat(asked.voucher().requestStatus()).isEqualTo("DISPUTED");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
  }

  @Test
  void asksAgainWhenTheAnswerIsNone() {
    Asked asked = families.asked("en");
    assertThat(families.answers(asked, "MAYBE", 400)).contains("could not understand", "<button");
    assertThat(asked.receipt("status")).isEqualTo("SENT");
  }

  @Test
  void answersForgedLinksKindlyAndTellsNothing() {
    for (String token : List.of("0123456789abcdefghijklmno", "x", "א")) {
      for (String language : List.of("he", "en")) {
        http.get()
            .uri("/r/{token}", token)
            .header(HttpHeaders.ACCEPT_LANGUAGE, language)
            .exchange()
            .expectStatus()
            .isNotFound()
            .expectHeader()
            .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
            .expectBody(String.class)
            .value(page -> assertThat(page).contains("lang=\"" + language + "\"", "<h1>"));
      }
    }
    families.posts("/r/0123456789abcdefghijklmno", "YES").expectStatus().isNotFound();
  }

  @Test
  void takesNoAnswerAfterTheLastDay() {
    Asked asked = families.asked("he");
    database
        .sql("update receipt set expires_at = now() where voucher_id = :id")
        .bind("id", UUID.fromString(asked.voucher().id()))
        .then()
        .block();
    assertThat(families.answers(asked, "YES", 410)).contains("אינו פעיל עוד");
    http.get().uri(asked.page()).exchange().expectStatus().isEqualTo(410);
    CENTRE.reply(asked.phone(), "1");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
  }

  @Test
  void takesAPlainReplyForTheAnswerToTheLastMessage() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = families.asked("ar");
      Asked last = families.askedAt(asked.phone(), "ar");
      CENTRE.reply(asked.phone(), "1 لكن...");
      CENTRE.reply(asked.phone(), "١");
      CENTRE.reply(asked.phone(), "1");
      CENTRE.reply(asked.phone(), "3");
      assertThat(last.receipt("status")).isEqualTo("YES");
      assertThat(last.receipt("answeredBy")).isEqualTo("SMS");
      assertThat(asked.receipt("status")).isEqualTo("SENT");
      assertThat(last.voucher().payment()).isEqualTo("RELEASED");
      assertThat(last.events(events, 2).getLast().json()).contains("\"by\":\"SMS\"");
    }
    CENTRE.reply("+972509999999", "1");
  }

  private long outboxOf(Asked asked) {
    return database
        .sql(
            """
            select count(*) as told from outbox
             where aggregate_id = :id and type like 'org.retzef.receipt.%'
            """)
        .bind("id", asked.voucher().requestId())
        .map(row -> row.get("told", Long.class))
        .one()
        .block();
  }

  private String page(String path) {
    return http.get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private int statusOf(Asked asked, String answer) {
    return Patiently.ask(() -> families.posts(asked.page(), answer)).getStatus().value();
  }
}
