package org.retzef.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * The dashboard and the newsletter in a real browser; the provider's two endpoints are answered in
 * the browser.
 */
@RetzefIT
class DashboardPageIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Jerusalem"));

  @LocalServerPort private int port;
  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  private final Feed feed = new Feed();
  private final String token = TestTokens.token("m-1", "IL", "national-manager");
  private Phone phone;
  private Page page;
  private Map<String, String> question = Map.of();
  private int tokensGiven;

  @BeforeEach
  void openABrowser() {
    phone = new Phone("http://localhost:" + port);
    page = phone.page();
    page.route(TestTokens.issuer() + "/oauth2/authorize*", this::authorize);
    page.route(TestTokens.issuer() + "/oauth2/token", this::giveToken);
    UUID family = UUID.randomUUID();
    UUID receipt = UUID.randomUUID();
    feed.tell(
        feed.enrolled(family, UUID.randomUUID(), "NOSHMIM", TODAY),
        feed.answered(UUID.randomUUID(), receipt, "YES", TODAY));
    await().until(() -> counted(family, receipt) == 2);
  }

  private long counted(UUID... what) {
    return database
        .sql("select count(distinct counted) from fact where counted = any(:what::text[])")
        .bind("what", Stream.of(what).map(UUID::toString).toArray(String[]::new))
        .mapValue(Long.class)
        .one()
        .block();
  }

  @AfterEach
  void closeTheBrowser() {
    phone.close();
    feed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void isGoodToReadInEachLanguageOnAPhone(String language) {
    open(language);
    DashboardTexts texts = DashboardTexts.in(language);
    assertThat(page.title()).isEqualTo(texts.all().get("title"));
    assertThat(page.locator("#headline tbody tr").count()).isGreaterThan(23);
    page.waitForFunction("() => document.querySelectorAll('.picture canvas').length === 8");
    for (Locator table : page.locator("section table").all()) {
      assertThat(table.locator("thead th").count()).isGreaterThan(1);
    }
    assertThat(page.locator("#receipts tbody").innerText()).contains(texts.all().get("code.YES"));
    phone.requireGoodPage(language, "dashboard");
  }

  /** How soon, {@code ./retzef bench freshness} measures. */
  @Test
  void movesWhileSomebodyLooks() {
    open("en");
    long before = active();
    feed.tell(feed.enrolled(UUID.randomUUID(), UUID.randomUUID(), "NOSHMIM", TODAY));
    page.waitForFunction(
        "before => Number(document.querySelector('#headline td').textContent.replace(/,/g, '')) > before",
        Math.toIntExact(before));
    assertThat(active()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void printsTheNewsletterOutOfItsOneCallInEachLanguage(String language) throws IOException {
    openNewsletter("?lang=" + language + "&asOf=" + TODAY.minusDays(1), language, "whole");
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
    assertThat(page.locator("nav").isVisible() || page.locator("form").isVisible()).isFalse();
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
  void leadsFromTheDashboardToTheNewsletterByKeyboard() {
    open("ar");
    phone.tabTo("a[href^='/dashboard/newsletter']");
    page.keyboard().press("Enter");
    awaitState(DashboardTexts.in("ar").all().get("whole"));
    assertThat(page.url()).endsWith("/dashboard/newsletter?lang=ar");
    phone.tabTo("#print");
    assertThat(page.content()).doesNotContain(token);
    assertThat(tokensGiven).as("the reader came along").isEqualTo(1);
  }

  /** On a shared computer it is another step for the next person: a new page asks who they are. */
  @Test
  void takesTheReaderAlongToAnotherLanguageAndNobodyElse() {
    open("he");
    page.locator("nav a[hreflang=en]").click();
    awaitState(DashboardTexts.in("en").all().get("live"));
    assertThat(page.url()).endsWith("/dashboard?lang=en");
    assertThat(tokensGiven).isEqualTo(1);
    assertThat(storages()).isEqualTo("[{},{}]");
    page.reload();
    awaitState(DashboardTexts.in("en").all().get("live"));
    assertThat(tokensGiven).as("who they are was asked again").isEqualTo(2);
  }

  @Test
  void tellsWhoAsksForADayToCome() {
    openNewsletter("?lang=en&asOf=" + TODAY.plusDays(2), "en", "refused");
    assertThat(page.locator("#entries div").count()).isZero();
  }

  @Test
  void isReadByKeyboardAlone() {
    open("he");
    phone.tabTo(".skip");
    page.keyboard().press("Enter");
    assertThat(phone.hasFocus("main")).isTrue();
    phone.tabTo("#districts .wide");
  }

  @Test
  void keepsTheTokenInNoAddressAndInNoStorage() {
    open("he");
    assertThat(page.url()).endsWith("/dashboard?lang=he");
    assertThat(storages()).isEqualTo("[{},{}]");
    assertThat(page.content()).doesNotContain(token);
  }

  private Object storages() {
    return page.evaluate("() => JSON.stringify([{...sessionStorage}, {...localStorage}])");
  }

  private void open(String language) {
    phone.open("/dashboard?lang=" + language);
    awaitState(DashboardTexts.in(language).all().get("live"));
  }

  private void openNewsletter(String query, String language, String state) {
    phone.open("/dashboard/newsletter" + query);
    awaitState(DashboardTexts.in(language).all().get(state));
  }

  private void awaitState(String text) {
    page.waitForFunction("text => document.getElementById('state').textContent === text", text);
  }

  private long active() {
    return Long.parseLong(page.locator("#headline td").first().innerText().replace(",", ""));
  }

  private void authorize(Route route) {
    question = form(URI.create(route.request().url()).getRawQuery());
    String answer = question.get("redirect_uri") + "?code=once&state=" + question.get("state");
    route.fulfill(new Route.FulfillOptions().setStatus(302).setHeaders(Map.of("Location", answer)));
  }

  private void giveToken(Route route) {
    tokensGiven++;
    Map<String, String> form = form(route.request().postData());
    boolean ours =
        form.get("code").equals("once")
            && form.get("redirect_uri").equals(question.get("redirect_uri"));
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(ours ? 200 : 400)
            .setHeaders(Map.of("Access-Control-Allow-Origin", "http://localhost:" + port))
            .setContentType("application/json")
            .setBody("{\"access_token\": \"%s\"}".formatted(token)));
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
