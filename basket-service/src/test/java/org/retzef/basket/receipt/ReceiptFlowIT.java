package org.retzef.basket.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.platform.testing.TestEvents;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@RetzefIT
@ExtendWith(OutputCaptureExtension.class)
class ReceiptFlowIT {

  private static final TestSmsCentre CENTRE = new TestSmsCentre();
  private static final TestFamilyService FAMILIES = new TestFamilyService();
  private static final AtomicInteger PHONES = new AtomicInteger(1_000_000);
  private static final Pattern LINK = Pattern.compile("http://localhost:8080(/r/[0-9a-z]{25})");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private ReceiptReminders reminders;

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry settings) {
    Surroundings.of(CENTRE, FAMILIES).forEach((name, value) -> settings.add(name, () -> value));
  }

  @Test
  void asksInArabicWithAWholeMessageAndTellsIt(CapturedOutput output) {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = ask("ar");
      assertThat(asked.text())
          .startsWith("مرحبًا! سُلّم لكم: معدات منزلية.")
          .endsWith("1 نعم، 2 جزئيًا، 3 لا");
      assertThat(CENTRE.partsTo(asked.phone())).hasSize(2);
      TestEvent told = receiptEvents(events, asked, 1).getFirst();
      assertThat(told.type()).isEqualTo("org.retzef.receipt.asked.v1");
      assertThat(told.json())
          .contains(asked.voucher().id())
          .doesNotContain(asked.phone().substring(1));
    }
    assertThat(output.getAll()).doesNotContain("97250" + PHONES.get());
  }

  @Test
  void keepsNeitherThePhoneNorTheLinkInTheDatabase() {
    Asked asked = ask("he");
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
  void showsThePageFromRightToLeftWithoutAnsweringByIt() {
    Asked asked = ask("ar");
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
    assertThat(receipt(asked, "status")).isEqualTo("SENT");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
  }

  @Test
  void speaksEveryLanguageOnThePage() {
    Asked asked = ask("ru");
    assertThat(page(asked.page())).contains("lang=\"ru\" dir=\"ltr\"", "Товары для дома");
    assertThat(page(asked.page() + "?lang=am")).contains("lang=\"am\" dir=\"ltr\"", "የቤት ዕቃ");
    assertThat(page(asked.page() + "?lang=he")).contains("lang=\"he\" dir=\"rtl\"", "ציוד לבית");
    assertThat(page(asked.page() + "?lang=xx")).contains("lang=\"ru\"");
  }

  @Test
  void takesAYesOnceAndReleasesThePayment() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = ask("ar");
      assertThat(answer(asked, "YES", 200)).contains("شكرًا", "نعم، وصل كل شيء");
      assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
      assertThat(asked.voucher().requestStatus()).isEqualTo("RECEIVED");
      answer(asked, "YES", 200);
      assertThat(answer(asked, "NO", 409)).contains("نعم، وصل كل شيء").doesNotContain("<button");
      assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
      assertThat(page(asked.page())).contains("نعم، وصل كل شيء").doesNotContain("<button");
      TestEvent told = receiptEvents(events, asked, 2).getLast();
      assertThat(told.type()).isEqualTo("org.retzef.receipt.answered.v1");
      assertThat(told.json()).contains("\"answer\":\"YES\"", "\"by\":\"PAGE\"");
      assertThat(outboxOf(asked)).isEqualTo(2);
    }
  }

  @Test
  void takesOneOfManyAnswersAtTheSameTime() {
    Asked asked = ask("he");
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
    Asked asked = ask("en");
    assertThat(answer(asked, "PARTIAL", 200)).contains("Only part of it arrived");
    assertThat(asked.voucher().requestStatus()).isEqualTo("DISPUTED");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
  }

  @Test
  void asksAgainWhenTheAnswerIsNone() {
    Asked asked = ask("en");
    assertThat(answer(asked, "MAYBE", 400)).contains("could not understand", "<button");
    assertThat(receipt(asked, "status")).isEqualTo("SENT");
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
    post("/r/0123456789abcdefghijklmno", "YES").expectStatus().isNotFound();
  }

  @Test
  void takesNoAnswerAfterTheLastDay() {
    Asked asked = ask("he");
    database
        .sql("update receipt set expires_at = now() where voucher_id = :id")
        .bind("id", UUID.fromString(asked.voucher().id()))
        .then()
        .block();
    assertThat(answer(asked, "YES", 410)).contains("אינו פעיל עוד");
    http.get().uri(asked.page()).exchange().expectStatus().isEqualTo(410);
    CENTRE.reply(asked.phone(), "1");
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
  }

  @Test
  void takesAPlainReplyForTheAnswerToTheLastMessage() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = ask("ar");
      Asked last = askAt(asked.phone(), "ar");
      CENTRE.reply(asked.phone(), "1 لكن...");
      CENTRE.reply(asked.phone(), "١");
      CENTRE.reply(asked.phone(), "1");
      CENTRE.reply(asked.phone(), "3");
      assertThat(receipt(last, "status")).isEqualTo("YES");
      assertThat(receipt(last, "answeredBy")).isEqualTo("SMS");
      assertThat(receipt(asked, "status")).isEqualTo("SENT");
      assertThat(last.voucher().payment()).isEqualTo("RELEASED");
      assertThat(receiptEvents(events, last, 2).getLast().json()).contains("\"by\":\"SMS\"");
    }
    CENTRE.reply("+972509999999", "1");
  }

  @Test
  void countsAMessageAsDeliveredWhenAllItsPartsAre() {
    Asked asked = ask("ar");
    var parts = CENTRE.partsTo(asked.phone());
    CENTRE.report(parts.get(0).id(), DeliveryReceiptState.DELIVRD);
    CENTRE.report(parts.get(1).id(), DeliveryReceiptState.ENROUTE);
    assertThat(receipt(asked, "status")).isEqualTo("SENT");
    CENTRE.report(parts.get(1).id(), DeliveryReceiptState.DELIVRD);
    CENTRE.report(parts.get(1).id(), DeliveryReceiptState.UNDELIV);
    assertThat(receipt(asked, "status")).isEqualTo("DELIVERED");
  }

  @Test
  void countsAReportThatOvertakesTheCentresOwnAnswer() {
    UUID familyId = UUID.randomUUID();
    String phone = newPhone();
    FAMILIES.knows(familyId, phone, "ru");
    CENTRE.reportAtOnce(phone);
    awaitStatus(DeliveredVoucher.of(http, familyId), "DELIVERED");
  }

  @Test
  void showsAMessageThatDidNotArriveAndStillTakesTheAnswer() {
    Asked asked = ask("he");
    CENTRE.report(CENTRE.partsTo(asked.phone()).getFirst().id(), DeliveryReceiptState.UNDELIV);
    assertThat(receipt(asked, "status")).isEqualTo("FAILED");
    assertThat(receipt(asked, "failure")).isEqualTo("not-delivered");
    answer(asked, "NO", 200);
    assertThat(receipt(asked, "status")).isEqualTo("NO");
  }

  @Test
  void whatNoMessageReachedIsOnTheWorklistAndPaidAfterTwoPeopleHaveSeenIt() {
    Asked asked = ask("he");
    CENTRE.report(CENTRE.partsTo(asked.phone()).getFirst().id(), DeliveryReceiptState.UNDELIV);
    Desk.head(http)
        .get("/receipts?status=FAILED&limit=200")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[?(@.voucherId=='" + asked.voucher().id() + "')].failure")
        .isEqualTo("not-delivered")
        .jsonPath("$.items[?(@.status!='FAILED')]")
        .isEmpty();
    String path = "/receipts/" + receipt(asked, "id");
    propose(asked.voucher().worker(), path, override("CAME", null)).expectStatus().isCreated();
    assertThat(asked.voucher().payment()).isEqualTo("HELD");
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
    assertThat(receipt(asked, "status")).isEqualTo("FAILED");
    assertThat(receipt(asked, "override")).isEqualTo("CAME");
  }

  @Test
  void doesNotTryAgainWhereTheNumberIsRefusedOrTheFamilyUnknown() {
    String phone = newPhone();
    CENTRE.refuse(phone);
    UUID familyId = UUID.randomUUID();
    FAMILIES.knows(familyId, phone, "he");
    DeliveredVoucher refused = DeliveredVoucher.of(http, familyId);
    DeliveredVoucher unknown = DeliveredVoucher.of(http, UUID.randomUUID());
    awaitStatus(refused, "FAILED");
    awaitStatus(unknown, "FAILED");
    assertThat(refused.receipt("failure")).isEqualTo("number-refused");
    assertThat(unknown.receipt("failure")).isEqualTo("family-unknown");
  }

  @Test
  void showsTheWorklistToTheDepartmentAndNobodyElse() {
    Asked asked = ask("he");
    Desk.head(http)
        .get("/receipts?status=SENT&limit=200")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[?(@.voucherId=='" + asked.voucher().id() + "')].status")
        .isEqualTo("SENT")
        .jsonPath("$.items[?(@.status!='SENT')]")
        .isEmpty();
    Desk stranger = Desk.of(http, "w-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    assertThat(stranger.read("/receipts").get("items")).isEmpty();
    Desk.refused(
        Desk.of(http, "a-1", "IL", "data-analyst").get("/receipts"), 403, "role-not-allowed");
    assertThat(Desk.faults(Desk.head(http).get("/receipts?status=LOST"))).hasSize(1);
    http.get().uri("/api/v1/receipts").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void remindsOnceAndThenCallsTheSilenceSoButStillTakesTheAnswer() {
    Asked asked = ask("he");
    int parts = CENTRE.partsTo(asked.phone()).size();
    sentDaysAgo(asked, 4);
    Mono.zip(reminders.remind(), reminders.remind()).block();
    await().atMost(Duration.ofSeconds(15)).until(() -> !receipt(asked, "remindedAt").isEmpty());
    assertThat(CENTRE.textAfter(asked.phone(), parts)).contains("שלום שוב", asked.page());
    assertThat(CENTRE.partsTo(asked.phone()).getLast().userReference())
        .isNotEqualTo(CENTRE.partsTo(asked.phone()).get(parts - 1).userReference());
    int reminded = CENTRE.partsTo(asked.phone()).size();
    reminders.remind().block();
    assertThat(receipt(asked, "status")).isEqualTo("SENT");
    sentDaysAgo(asked, 15);
    reminders.remind().block();
    assertThat(receipt(asked, "status")).isEqualTo("SILENT");
    assertThat(CENTRE.partsTo(asked.phone())).hasSize(reminded);
    CENTRE.reply(asked.phone(), "1");
    assertThat(receipt(asked, "status")).isEqualTo("YES");
    assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
  }

  private void sentDaysAgo(Asked asked, int days) {
    database
        .sql(
            "update receipt set sent_at = now() - make_interval(days => :days) where voucher_id = :id")
        .bind("days", days)
        .bind("id", UUID.fromString(asked.voucher().id()))
        .then()
        .block();
  }

  @Test
  void itsFiguresAddUpForEachUnit() {
    answer(ask("he"), "YES", 200);
    answer(ask("he"), "NO", 200);
    ask("ar");
    JsonNode figures = Desk.head(http).read("/receipts/figures");
    assertThat(figures.get("sent").asLong())
        .isEqualTo(
            Stream.of("yes", "partial", "no", "silent", "failed", "open")
                .mapToLong(name -> figures.get(name).asLong())
                .sum())
        .isGreaterThanOrEqualTo(3);
    Desk stranger = Desk.of(http, "w-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    assertThat(stranger.read("/receipts/figures").get("sent").asLong()).isZero();
    Desk.of(http, "a-1", "IL", "data-analyst")
        .get("/receipts/figures")
        .expectStatus()
        .isForbidden();
  }

  @Test
  void twoPeopleWithAReasonLetWhatCameInPartBePaid() {
    try (var events = TestEvents.on("retzef.basket.events")) {
      Asked asked = ask("he");
      answer(asked, "PARTIAL", 200);
      String path = "/receipts/" + receipt(asked, "id");
      Desk lead = Desk.of(http, "lead-1", Desk.DEPARTMENT, "team-lead");
      assertThat(Desk.faults(propose(lead, path, "{\"outcome\":\"CAME\"}")))
          .containsExactly("reasonCode required");
      assertThat(Desk.faults(propose(lead, path, override("CAME", "1.00"))))
          .containsExactly("amount amount-of-part");
      assertThat(Desk.faults(propose(lead, path, override("CAME_IN_PART", "900.00"))))
          .containsExactly("amount part-not-below-delivery");
      lead.post(path + "/override", override("CAME", null), null).expectStatus().isEqualTo(428);
      lead.post(path + "/override", override("CAME", null), "\"77\"").expectStatus().isEqualTo(412);
      propose(lead, path, override("CAME_IN_PART", "650.00")).expectStatus().isCreated();
      Desk.refused(propose(lead, path, override("CAME", null)), 409, "override-exists");
      assertThat(asked.voucher().payment()).isEqualTo("HELD");
      Desk.refused(confirm(lead, path, "CONFIRMED"), 409, "second-person-needed");
      confirm(asked.voucher().worker(), path, "CONFIRMED").expectStatus().isForbidden();
      confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
      assertThat(asked.voucher().payment()).isEqualTo("RELEASED");
      assertThat(receipt(asked, "status")).isEqualTo("PARTIAL");
      assertThat(receipt(asked, "override")).isEqualTo("CAME_IN_PART");
      String payment = "/vouchers/" + asked.voucher().id() + "/payment";
      assertThat(
              Desk.json(
                      Desk.head(http)
                          .post(payment, "{}", Desk.head(http).eTag(payment))
                          .expectStatus()
                          .isCreated())
                  .get("amount")
                  .asString())
          .isEqualTo("650.00");
      assertThat(receiptEvents(events, asked, 3).getLast().type())
          .isEqualTo("org.retzef.receipt.overridden.v1");
    }
  }

  @Test
  void twoPeopleEndADeliveryThatNeverCameAndItsMoneyIsFree() {
    Asked asked = ask("he");
    answer(asked, "NO", 200);
    String path = "/receipts/" + receipt(asked, "id");
    propose(asked.voucher().worker(), path, override("DID_NOT_COME", null))
        .expectStatus()
        .isCreated();
    confirm(Desk.head(http), path, "DECLINED").expectStatus().isCreated();
    Desk.refused(confirm(Desk.head(http), path, "CONFIRMED"), 404, "override-not-found");
    propose(asked.voucher().worker(), path, override("DID_NOT_COME", null))
        .expectStatus()
        .isCreated();
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(asked.voucher().requestStatus()).isEqualTo("WITHDRAWN");
    String basket =
        asked
            .voucher()
            .worker()
            .read("/requests/" + asked.voucher().requestId())
            .get("basketId")
            .asString();
    assertThat(asked.voucher().worker().read("/baskets/" + basket).get("left").asString())
        .isEqualTo("8000.00");
  }

  @Test
  void aSilentFamilysDeliveryIsPaidAfterTwoPeopleHaveSeenItAndAYesIsNotOverridden() {
    Asked silent = ask("he");
    sentDaysAgo(silent, 15);
    reminders.remind().block();
    String path = "/receipts/" + receipt(silent, "id");
    Desk stranger = Desk.of(http, "w-2", "IL.SOUTH.A0070.D1", "family-social-worker");
    Desk.refused(
        stranger.post(path + "/override", override("CAME", null), "\"1\""),
        404,
        "receipt-not-found");
    propose(silent.voucher().worker(), path, override("CAME", null)).expectStatus().isCreated();
    confirm(Desk.head(http), path, "CONFIRMED").expectStatus().isCreated();
    assertThat(silent.voucher().payment()).isEqualTo("RELEASED");
    assertThat(answer(silent, "NO", 409)).isNotBlank();
    Asked yes = ask("he");
    answer(yes, "YES", 200);
    Desk.refused(
        propose(yes.voucher().worker(), "/receipts/" + receipt(yes, "id"), override("CAME", null)),
        409,
        "receipt-settled");
  }

  @Test
  void hasNoDoorForAProviderThatIsNotUsed() {
    http.post().uri("/sms/callbacks").bodyValue("{}").exchange().expectStatus().isNotFound();
  }

  private static String override(String outcome, String amount) {
    return "{\"outcome\":\"%s\",\"reasonCode\":\"SEEN_AT_HOME\",\"amount\":%s}"
        .formatted(outcome, amount == null ? null : "\"" + amount + "\"");
  }

  private static WebTestClient.ResponseSpec propose(Desk desk, String path, String body) {
    return desk.post(path + "/override", body, desk.eTag(path));
  }

  private static WebTestClient.ResponseSpec confirm(Desk desk, String path, String answer) {
    return desk.post(path + "/override/answer", "{\"answer\":\"" + answer + "\"}", desk.eTag(path));
  }

  /** A family that has got its message. */
  private record Asked(DeliveredVoucher voucher, String phone, String text, String page) {}

  private Asked ask(String language) {
    return askAt(newPhone(), language);
  }

  private Asked askAt(String phone, String language) {
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

  private static String newPhone() {
    return "+97250" + PHONES.incrementAndGet();
  }

  private void awaitStatus(DeliveredVoucher voucher, String status) {
    await().atMost(Duration.ofSeconds(15)).until(() -> voucher.receipt("status").equals(status));
  }

  private static String receipt(Asked asked, String field) {
    return asked.voucher().receipt(field);
  }

  private static List<TestEvent> receiptEvents(TestEvents events, Asked asked, int atLeast) {
    return events.await(
        atLeast,
        event ->
            event.subject().equals(asked.voucher().requestId())
                && event.type().startsWith("org.retzef.receipt."));
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
    return post(asked.page(), answer).returnResult(Void.class).getStatus().value();
  }

  private WebTestClient.ResponseSpec post(String page, String answer) {
    return http.post()
        .uri(page)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .bodyValue("answer=" + answer)
        .exchange();
  }

  private String answer(Asked asked, String answer, int status) {
    return post(asked.page(), answer)
        .expectStatus()
        .isEqualTo(status)
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
