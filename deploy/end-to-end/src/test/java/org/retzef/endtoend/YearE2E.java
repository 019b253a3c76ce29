package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Story.Headline;
import tools.jackson.databind.JsonNode;

/**
 * The year of {@code budget-2021.csv}, from its loading to its closing. It is played as last
 * year's, because only a year that is over can be closed: the services' clock goes through it.
 */
class YearE2E {

  private final Platform platform = Platform.running();
  private final BasketManager manager = new BasketManager(platform);
  private final int year = Platform.today().getYear() - 1;

  private String budget;
  private Story routine;
  private Story partial;
  private Story mifgash;

  @AfterEach
  void setTheClock() throws IOException {
    platform.comeBack();
  }

  @Test
  void isPlayedFromTheFirstShekelToTheClosedBooks() throws IOException {
    itIs(Month.JANUARY);
    theTableIsLoadedAndAWrongCellRefused();
    itIs(Month.FEBRUARY);
    anAuthorityIsGivenItsShare();
    itIs(Month.MARCH);
    familiesAreEnrolledAndTheirBasketsOpen();
    itIs(Month.APRIL);
    Purchase refrigerator = theFirstSaysYes();
    itIs(Month.JUNE);
    Purchase food = theSecondIsRefusedAppealsAndSaysPartial();
    itIs(Month.SEPTEMBER);
    Purchase course = theThirdSaysNo();
    manager.provesTheLedger();
    itIs(Month.OCTOBER);
    aDonationAndALoanLeaveTheBasketsAlone();
    platform.goTo(midMonth(year + 1, Month.JANUARY));
    theYearIsClosedForGood();
    platform.comeBack();
    theBooksCanBeRead();
    theReportsSayTheSame();
    everythingWasToldInOrderAndWithoutNames(refrigerator, course);
    assertThat(List.of(food.status(), course.status())).containsOnly("PAID");
  }

  private void itIs(Month month) throws IOException {
    platform.goTo(midMonth(year, month));
  }

  /** A day on which departments work. */
  private static LocalDate midMonth(int year, Month month) {
    return LocalDate.of(year, month, 11).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  }

  private void theTableIsLoadedAndAWrongCellRefused() {
    JsonNode refusal =
        manager
            .loads(year, BudgetFiles.budget().replace("640000.00", "640000.01"))
            .expect(400)
            .body();
    assertThat(refusal.get("errors").findValuesAsString("field")).containsExactly("rows[1].total");
    JsonNode loaded = manager.loads(year, BudgetFiles.budget()).expect(201).body();
    budget = loaded.get("id").asString();
    assertThat(loaded.get("total").asString()).isEqualTo("59045000.00");
    assertThat(loaded.get("families").asInt()).isEqualTo(4990);
    JsonNode envelope = manager.post("/envelopes", BudgetFiles.envelope(year)).expect(201).body();
    assertThat(envelope.get("total").asString()).isEqualTo("4184775.00");
    assertThat(manager.borneBy("ENVELOPE", "ENVELOPE", year))
        .containsEntry("MINISTRY", "3138581.25")
        .hasSize(3);
    assertThat(manager.borneBy("BUDGET", "BASKETS.NOSHMIM_ROUTINE", year))
        .containsExactly(Map.entry("MINISTRY", "26240000.00"));
    manager.provesTheLedger();
  }

  private void anAuthorityIsGivenItsShare() {
    manager.allocates(budget, "IL", "IL.SOUTH", "80000.00", LocalDate.of(year, 2, 1));
    manager.allocates(budget, "IL.SOUTH", "IL.SOUTH.A2630", "16000.00", LocalDate.of(year, 2, 2));
    assertThat(manager.left(budget)).isEqualTo("59045000.00");
    manager.provesTheLedger();
  }

  private void familiesAreEnrolledAndTheirBasketsOpen() {
    routine = enrolled("501234567", "NOSHMIM_ROUTINE", "8000.00");
    partial = enrolled("501234568", "NOSHMIM_ROUTINE", "8000.00");
    mifgash = enrolled("501234569", "MIFGASH", "33000.00").isCloseTo("national");
    assertThat(manager.balance("allocation/%d/NOSHMIM_ROUTINE/IL.SOUTH.A2630".formatted(year)))
        .isEqualTo("0.00");
    manager.provesTheLedger();
  }

  private Story enrolled(String phone, String track, String ceiling) {
    return new Story(platform, phone)
        .registersAFamilyWithTwoChildren()
        .enrolsIt(track, Platform.today())
        .itsBasketOpensByItself(ceiling);
  }

  /** Signed on a phone, delivered in parts, answered on a phone, invoiced, paid. */
  private Purchase theFirstSaysYes() {
    Headline before = Headline.of(platform);
    Purchase refrigerator =
        Purchase.asked(platform, routine.basketId(), "HOUSEHOLD_EQUIPMENT", "1900.00")
            .cannotBeApprovedBy("worker", 403)
            .cannotBeApprovedBy("lead", 409)
            .approvedBy("head")
            .ordered();
    refrigerator.deliver(null).expect(409);
    PhonePages.sign(platform, refrigerator.voucherId());
    refrigerator.isSigned().delivered("900.00");
    assertThat(routine.messages()).as("nobody is asked after a part").isEmpty();
    refrigerator.delivered(null).deliver("1.00").expect(409);
    String link = routine.theSmsCentreReceivesALinkInArabic();
    refrigerator.invoice("2021-17", "1900.01").expect(409);
    refrigerator.invoice("2021-17", "1900.00").expect(201);
    refrigerator.pay("{}").expect(409);
    PhonePages.answerYes(link);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Headline.of(platform).confirmedReceipts())
                    .isEqualTo(before.confirmedReceipts() + 1));
    String payment = refrigerator.paid("{}").pay("{}").expect(201).text("paymentId");
    assertThat(refrigerator.pay("{}").text("paymentId")).as("paid once").isEqualTo(payment);
    refrigerator.pay("{\"amount\": \"1.00\"}").expect(409);
    routine.hasInItsBasket("1900.00", "6100.00");
    assertThat(routine.messages()).hasSize(1);
    manager.provesTheLedger();
    return refrigerator;
  }

  private Purchase theSecondIsRefusedAppealsAndSaysPartial() {
    Purchase food =
        Purchase.asked(platform, partial.basketId(), "FOOD", "600.00")
            .decided("lead", "{\"decision\": \"REJECT\", \"reasonCode\": \"OTHER\"}", "REJECTED");
    partial.hasInItsBasket("0.00", "8000.00");
    Caller worker = new Caller(platform, "worker");
    assertThat(worker.get("/api/v1/requests/" + food.requestId() + "/answer").expect(200).body())
        .isNotEmpty();
    String appeal =
        worker
            .post(
                "/api/v1/appeals",
                "{\"requestId\": \"%s\", \"ground\": \"NEW_FACTS\"}".formatted(food.requestId()))
            .expect(201)
            .text("id");
    Caller national = new Caller(platform, "national");
    String path = "/api/v1/appeals/" + appeal;
    national
        .change(
            path + "/decision",
            "{\"outcome\": \"REOPENED\", \"reasonCode\": \"NEW_FACTS\"}",
            national.get(path).expect(200).eTag())
        .expect(201);
    food.approvedBy("head").ordered().signed().delivered(null);
    partial.theSmsCentreReceivesALinkInArabic();
    partial.repliesBySms("2");
    await().until(food::status, "DISPUTED"::equals);
    food.pay("{}").expect(409);
    food.settledByTwo(
        """
        {"outcome": "CAME_IN_PART", "amount": "400.00", "reasonCode": "SAID_BY_PHONE"}
        """);
    food.paid("{\"amount\": \"400.00\"}");
    partial.hasInItsBasket("400.00", "7600.00");
    manager.provesTheLedger();
    return food;
  }

  /**
   * Above what a department decides, and who decides is close to the family; it disputes what came,
   * and the vendor proves it.
   */
  private Purchase theThirdSaysNo() {
    Purchase course =
        Purchase.asked(platform, mifgash.basketId(), "TRAINING", "12000.00")
            .cannotBeApprovedBy("head", 409)
            .cannotBeApprovedBy("supervisor", 404)
            .cannotBeApprovedByWhoIsCloseToIt("national");
    mifgash.isCloseNoMore("national", "head");
    course.approvedInTheEndBy("national").ordered().signed().delivered(null);
    String link = mifgash.theSmsCentreReceivesALinkInArabic();
    String forged = link.substring(0, link.length() - 1) + (link.endsWith("0") ? "1" : "0");
    Caller.answerReceipt(forged, "YES").expect(404);
    assertThat(answersAtOnce(link, "NO")).containsOnly(200);
    Caller.answerReceipt(link, "YES").expect(409);
    assertThat(course.status()).isEqualTo("DISPUTED");
    course.pay("{}").expect(409);
    course.settledByTwo("{\"outcome\": \"CAME\", \"reasonCode\": \"PROOF_OF_VENDOR\"}");
    course.invoice("2021-18", "12000.00").expect(201);
    course.paid("{}");
    mifgash.hasInItsBasket("12000.00", "21000.00");
    return course;
  }

  private static List<Integer> answersAtOnce(String link, String answer) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> one =
          () ->
              await()
                  .pollInSameThread()
                  .pollDelay(Duration.ZERO)
                  .until(() -> Caller.answerReceipt(link, answer), given -> !given.isLate())
                  .status();
      return threads.invokeAll(Collections.nCopies(50, one)).stream()
          .map(Future::resultNow)
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void aDonationAndALoanLeaveTheBasketsAlone() {
    manager.givesAComputerTo(routine.familyId());
    manager.lends(partial.familyId(), "3000.00", "250.00", "2750.00");
    routine.hasInItsBasket("1900.00", "6100.00");
    partial.hasInItsBasket("400.00", "7600.00");
    manager.provesTheLedger();
  }

  private void theYearIsClosedForGood() {
    manager.corrects(budget, LocalDate.of(year, 11, 30)).expect(201);
    manager.closes(year + "-11");
    manager.corrects(budget, LocalDate.of(year, 11, 30)).expect(409);
    manager.corrects(budget, LocalDate.of(year, 12, 31)).expect(201);
    manager.close(Integer.toString(year + 1)).expect(409);
    // what others of this platform need when last year's money is gone
    manager.loads(year + 1, BudgetFiles.budget()).expect(201);
    BigDecimal rest = new BigDecimal(manager.left(budget));
    BigDecimal source = new BigDecimal(manager.balance("source/BASKETS/" + year));
    manager.closes(Integer.toString(year));
    theBaskets().forEach(basket -> manager.isFrozen(Integer.toString(year), basket));
    assertThat(manager.frozen(Integer.toString(year), "spent/" + mifgash.basketId()))
        .isEqualTo("12000.00");
    await().until(() -> manager.left(budget), "0.00"::equals);
    assertThat(new BigDecimal(manager.balance("source/BASKETS/" + year)))
        .as("what is in no basket went back to the source")
        .isEqualTo(source.add(rest));
    // in the three baskets, whole, is all that the year has cost: 8,000 + 8,000 + 33,000
    assertThat(source.add(rest)).isEqualTo(new BigDecimal("-49000.00"));
    manager.provesTheLedger();
  }

  /** The accounts of the three baskets. */
  private Stream<String> theBaskets() {
    return Stream.of(routine, partial, mifgash)
        .map(Story::basketId)
        .flatMap(id -> Stream.of("available/" + id, "spent/" + id));
  }

  private void theBooksCanBeRead() {
    manager.statementEndsWith("available/" + routine.basketId(), "6100.00");
    manager.statementEndsWith("spent/" + mifgash.basketId(), "12000.00");
    manager.exportsBalancedBooks(LocalDate.of(year, 1, 1), Platform.today());
  }

  /** The ministry's numbers are those of the service that did the work. */
  private void theReportsSayTheSame() {
    JsonNode figures =
        new Caller(platform, "national").get("/api/v1/receipts/figures").expect(200).body();
    await()
        .untilAsserted(
            () -> {
              assertThat(Headline.figure(platform, "receipt_sms_sent"))
                  .isEqualTo(figures.get("sent").asLong());
              assertThat(Headline.figure(platform, "receipts_confirmed"))
                  .isEqualTo(figures.get("yes").asLong());
            });
    figuresAreProvedSince(Instant.now());
  }

  /** By the service itself, which does so again and again. */
  private void figuresAreProvedSince(Instant counted) {
    Caller analyst = new Caller(platform, "analyst");
    JsonNode proof =
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> analyst.get("/api/v1/proof").expect(200).body(),
                found ->
                    !found.get("provedAt").isNull()
                        && Instant.parse(found.get("provedAt").stringValue()).isAfter(counted));
    assertThat(proof.get("difference").longValue()).isZero();
    assertThat(proof.get("failed").longValue()).isZero();
    assertThat(proof.get("facts").longValue()).isPositive();
  }

  private void everythingWasToldInOrderAndWithoutNames(Purchase refrigerator, Purchase course) {
    EventsSeen seen =
        EventsSeen.until(
            platform,
            told ->
                told.types(refrigerator.requestId()).contains("payment.recorded.v1")
                    && told.types(course.requestId()).contains("receipt.answered.v1"));
    assertThat(seen.types(routine.familyId()))
        .containsExactly("family.registered.v1", "family.enrolled.v1");
    assertThat(seen.types(routine.basketId())).containsExactly("basket.opened.v1");
    assertThat(seen.types(refrigerator.requestId()))
        .containsExactly(
            "request.submitted.v1",
            "request.decided.v1",
            "voucher.issued.v1",
            "voucher.signed.v1",
            "delivery.confirmed.v1",
            "receipt.asked.v1",
            "receipt.answered.v1",
            "payment.recorded.v1");
    assertThat(seen.types(course.requestId())).containsOnlyOnce("receipt.answered.v1");
    for (ConsumerRecord<String, String> record : seen.all()) {
      assertThat(EventsSeen.header(record, "ce_specversion")).isEqualTo("1.0");
      assertThat(EventsSeen.header(record, "ce_id")).hasSize(36);
      assertThat(EventsSeen.header(record, "ce_subject")).isEqualTo(record.key());
      assertThat(record.value() + record.headers())
          .doesNotContain(
              Story.MOTHER,
              Story.FAMILY_NAME,
              "رامي",
              "50123456",
              routine.nationalId(),
              "הגפן",
              "מקרר");
    }
  }
}
