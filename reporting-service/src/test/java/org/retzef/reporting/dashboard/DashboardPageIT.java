package org.retzef.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What the dashboard and the newsletter show, in a real browser. */
@RetzefIT
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardPageIT {

  private static final Logger log = LoggerFactory.getLogger(DashboardPageIT.class);
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
  private static final String YEAR = String.valueOf(TODAY.getYear());

  @LocalServerPort private int port;
  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final Feed feed = new Feed();
  private ReaderBrowser reader;
  private Phone phone;
  private Page page;

  /** A figure for each cell, told once: no test changes what another counts on. */
  @BeforeAll
  void tellOfADay() {
    List<TestEvent> told = new ArrayList<>();
    List<UUID> counted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      counted.add(id());
      told.add(feed.enrolled(id(), counted.getLast(), "NOSHMIM", TODAY));
    }
    counted.add(id());
    told.add(feed.enrolled(id(), counted.getLast(), "MAPA", TODAY));
    told.add(feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", YEAR, 7, 1));
    for (String answer : List.of("YES", "YES", "YES", "PARTIAL", "PARTIAL", "NO")) {
      counted.add(id());
      told.add(feed.answered(id(), counted.getLast(), answer, TODAY));
    }
    money().forEach((type, json) -> told.add(next(type, json, counted)));
    for (String[] aCase : List.of(new String[] {"opened"}, new String[] {"opened", "moved"})) {
      UUID id = id();
      counted.add(id);
      for (String step : aCase) {
        told.add(feed.next("org.retzef.take-up." + step + ".v1", id.toString(), takeUp(id, step)));
      }
    }
    told.add(next("session.held", SESSION, counted));
    told.add(next("session.held", SESSION, counted));
    told.add(
        feed.next(
            "org.retzef.training-plan.kept.v1",
            id().toString(),
            """
            {"planId": "%s", "unit": "IL", "year": %s, "goal": 100,
             "months": [{"month": %d, "sessions": 5}]}
            """
                .formatted(id(), YEAR, TODAY.getMonthValue())));
    feed.tell(told);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(counted(counted)).isEqualTo(counted.size()));
  }

  private static final String SESSION =
      """
      {"sessionId": "%1$s", "courseId": "%1$s", "unit": "IL.SOUTH.A2630.D1", "mode": "REMOTE",
       "heldOn": "%2$s", "programmes": ["NOSHMIM"], "attended": 12}
      """;

  /** More is budgeted than opened, more opened than ordered, more ordered than paid. */
  private static Map<String, String> money() {
    return Map.of(
        "budget.loaded",
        """
        {"budgetId": "%1$s", "year": %3$s, "families": 2, "total": "16000.00",
         "rows": [{"track": "NOSHMIM_ROUTINE", "families": 2, "basket": "8000.00",
           "total": "16000.00", "sources": [{"source": "MINISTRY", "amount": "12000.00"},
             {"source": "RASHI_FOUNDATION", "amount": "4000.00"}]}]}
        """,
        "basket.opened",
        """
        {"basketId": "%1$s", "familyId": "%1$s", "enrolmentId": "%1$s",
         "unit": "IL.SOUTH.A2630.D1", "programme": "NOSHMIM", "track": "NOSHMIM_ROUTINE",
         "from": "%2$s", "until": "%2$s", "budgetYear": %3$s, "ceiling": "8000.00"}
        """,
        "voucher.issued",
        """
        {"voucherId": "%1$s", "familyId": "%1$s", "unit": "IL.SOUTH.A2630.D1",
         "categories": ["FOOD"], "amount": "1900.40", "issuedOn": "%2$s"}
        """,
        "payment.recorded",
        """
        {"paymentId": "%1$s", "familyId": "%1$s", "unit": "IL.SOUTH.A2630.D1",
         "track": "NOSHMIM_ROUTINE", "categories": ["FOOD"], "amount": "1234.50",
         "sources": [{"source": "MINISTRY", "amount": "1234.50"}], "paidOn": "%2$s"}
        """);
  }

  private static String takeUp(UUID id, String step) {
    return """
    {"caseId": "%1$s", "familyId": "%1$s", "unit": "IL.SOUTH.A2630.D1", "right": null,
     "category": "FAMILY", "byScreening": true, "from": "OPEN", "to": "IN_PROGRESS",
     "reason": null, "%2$sOn": "%3$s"}
    """
        .formatted(id, step, TODAY);
  }

  private static UUID id() {
    return UUID.randomUUID();
  }

  private TestEvent next(String type, String json, List<UUID> counted) {
    counted.add(id());
    String id = counted.getLast().toString();
    return feed.next("org.retzef." + type + ".v1", id, json.formatted(id, TODAY, YEAR));
  }

  private long counted(List<UUID> what) {
    return database
        .sql(
            """
            select count(*) from unnest(:what::text[]) as told (id)
             where exists (select from fact where counted = told.id or source like told.id || '%')
            """)
        .bind("what", what.stream().map(UUID::toString).toArray(String[]::new))
        .mapValue(Long.class)
        .one()
        .block();
  }

  @BeforeEach
  void openABrowser() {
    reader = ReaderBrowser.ofManager(port);
    phone = reader.phone();
    page = reader.page();
  }

  @AfterEach
  void closeTheBrowser() {
    reader.close();
  }

  @AfterAll
  void tellNoMore() {
    feed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void isGoodToReadInEachLanguageOnAPhone(String language) {
    reader.open(language);
    DashboardTexts texts = DashboardTexts.in(language);
    assertThat(page.title()).isEqualTo(texts.all().get("title"));
    assertThat(page.locator("#headline tbody tr").count()).isGreaterThan(23);
    page.waitForFunction("() => document.querySelectorAll('.picture canvas').length === 7");
    var pictures = new DrawnPictures(page);
    var tables = new DashboardTables(new HeadlineReader(http), texts, pictures::month);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(pictures.tables()).isEqualTo(tables.all()));
    assertThat(pictures.drawn())
        .hasSize(7)
        .doesNotContainValue(List.of())
        .isEqualTo(pictures.beside());
    assertThat(page.locator("#receipts tbody").innerText()).contains(texts.all().get("code.YES"));
    assertThat(page.content()).doesNotContain(reader.token());
    assertThat(reader.storages()).isEqualTo("[{},{}]");
    assertThat(page.url()).endsWith("/dashboard?lang=" + language);
    phone.requireGoodPage(language, "dashboard");
  }

  /**
   * From here on no timer of the page runs, so that it cannot ask of itself, and it is not loaded
   * anew: what it shows it was told of.
   */
  @Test
  void movesWhenItIsToldWhileSomebodyLooks() {
    reader.open("en");
    page.evaluate(
        """
        () => {
          for (let last = setTimeout(() => {}); last > 0; last--) clearTimeout(last);
          window.setTimeout = window.setInterval = window.requestIdleCallback = () => 0;
          window.isTheSame = true;
        }
        """);
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long before = active();
      long told = System.currentTimeMillis();
      feed.tell(feed.enrolled(id(), id(), "NOSHMIM", TODAY));
      delays.add(shownAt(before + 1) - told);
    }
    assertThat(page.evaluate("() => window.isTheSame")).isEqualTo(true);
    log.info("event to page: {} ms", delays);
  }

  /** When the page came to show so many active families, by the browser's clock, which is ours. */
  private long shownAt(long families) {
    Object when =
        page.waitForFunction(
                """
                families => Number(document.querySelector('#headline td').textContent.replace(/,/g, '')) >= families
                  && Date.now()
                """,
                Math.toIntExact(families))
            .jsonValue();
    assertThat(active()).isEqualTo(families);
    return ((Number) when).longValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void printsTheNewsletterOutOfItsOneCallInEachLanguage(String language) throws IOException {
    reader.openNewsletter("?lang=" + language + "&asOf=" + TODAY.minusDays(1), language, "whole");
    DashboardTexts texts = DashboardTexts.in(language);
    assertThat(page.title()).isEqualTo(texts.all().get("newsletter"));
    assertThat(page.locator("#as-of").getAttribute("datetime"))
        .isEqualTo(TODAY.minusDays(1).toString());
    List<String> shown = page.locator("#entries .figure").allInnerTexts();
    assertThat(shown).isEqualTo(figuresOfYesterday(texts));
    assertThat(page.locator("#entries dt").first().innerText())
        .matches(
            language.equals("en")
                ? ".*[a-z].*"
                : language.equals("he") ? ".*[א-ת].*" : ".*[ا-ي].*");
    phone.requireGoodPage(language, "newsletter");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("nav, form").all()).hasSize(3).noneMatch(Locator::isVisible);
    byte[] sheets = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
    Files.write(Path.of("target/pages/newsletter-" + language + ".pdf"), sheets);
    assertThat(new String(sheets, StandardCharsets.ISO_8859_1).split("/Type /Page\\b(?!s)", -1))
        .as("two sheets at most")
        .hasSizeBetween(2, 3);
  }

  /** Out of the API, in the words of the page. */
  private List<String> figuresOfYesterday(DashboardTexts texts) {
    var number = NumberFormat.getIntegerInstance(Locale.ENGLISH);
    List<String> figures = new ArrayList<>();
    var answer =
        new HeadlineReader(http).get("/api/v1/reports/headline?asOf=" + TODAY.minusDays(1));
    for (JsonNode item : answer.get("items")) {
      JsonNode note = item.get("note");
      String value = number.format(item.get("value").asLong(0));
      figures.add(
          note != null && !note.isNull()
              ? texts.all().get("note." + note.asString())
              : item.get("unit").asString().startsWith("percent") ? value + "%" : value);
    }
    return figures;
  }

  @Test
  void tellsWhoAsksForADayToCome() {
    reader.openNewsletter("?lang=en&asOf=" + TODAY.plusDays(2), "en", "refused");
    assertThat(page.locator("#entries div").count()).isZero();
  }

  @Test
  void isReadByKeyboardAlone() {
    reader.open("he");
    phone.tabTo(".skip");
    page.keyboard().press("Enter");
    assertThat(phone.hasFocus("main")).isTrue();
    phone.tabTo("#districts .wide");
  }

  private long active() {
    return Long.parseLong(page.locator("#headline td").first().innerText().replace(",", ""));
  }
}
