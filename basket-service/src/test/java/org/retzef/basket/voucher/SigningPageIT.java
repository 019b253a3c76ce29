package org.retzef.basket.voucher;

import static com.microsoft.playwright.options.WaitForSelectorState.HIDDEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Signing on a phone; end-to-end's story signs in at a real provider. */
@RetzefIT
class SigningPageIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private VoucherSecrets secrets;
  @LocalServerPort private int port;

  private final List<String> addresses = new ArrayList<>();
  private Phone phone;
  private Page page;
  private ProviderInTheBrowser provider;
  private String basket;

  @BeforeEach
  void openABrowser() {
    // one department for each test: what waits there is what the test put there
    phone = new Phone("http://localhost:" + port);
    page = phone.page();
    page.onRequest(request -> addresses.add(request.url()));
    String worker = tokenOf("worker-1", "family-social-worker");
    provider = ProviderInTheBrowser.answering(page, "http://localhost:" + port, worker);
    basket = Desk.worker(http).opensABasket("MIFGASH");
    signsAwayWhatWaits();
  }

  @AfterEach
  void closeTheBrowser() {
    phone.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void isSignedInThreeTapsAndGoodToReadOnTheWay(String language) {
    VoucherTexts texts = VoucherTexts.in(language);
    phone.open("/sign?lang=" + language);
    page.waitForSelector("#none:visible");
    phone.requireGoodPage(language, "sign-none");
    String voucher = IssuedOnRequest.of(http, basket);
    page.reload();
    page.waitForSelector(".choices a");
    phone.requireGoodPage(language, "sign-list");
    assertThat(page.locator("#list").innerText()).doesNotContain("מקרר");
    page.locator(".choices a").click();
    page.waitForSelector("#voucher:visible");
    assertThat(phone.hasFocus("#voucher h1")).isTrue();
    assertThat(page.locator("#voucher dl").innerText())
        .contains(
            texts.get("amount"),
            "100.00",
            texts.get("what"),
            texts.get("vendor"),
            "Demo vendor",
            texts.get("valid-until"))
        .doesNotContain("מקרר");
    phone.requireGoodPage(language, "sign-voucher");
    page.locator("#sign").click();
    page.waitForSelector("#done:visible");
    assertThat(page.title()).isEqualTo(texts.get("sign.done"));
    phone.requireGoodPage(language, "sign-done");
    assertThat(signature(voucher)).isEqualTo("true worker-1");
    page.locator("#done a").click();
    page.waitForSelector("#none:visible");
  }

  @Test
  void isReachedFromAVouchersCodeAndDoneByKeyboardAlone() {
    String voucher = IssuedOnRequest.of(http, basket);
    phone.open("/sign?lang=ar#" + voucher);
    page.waitForSelector("#voucher:visible");
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("ar");
    phone.tabTo("#sign");
    page.keyboard().press("Enter");
    page.waitForSelector("#done:visible");
    phone.tabTo("#done a");
    assertThat(signature(voucher)).isEqualTo("true worker-1");
  }

  @Test
  void goesThroughALongListPageByPageAndTakesTheReaderToWhatIsNew() {
    List<String> waiting =
        Stream.generate(() -> IssuedOnRequest.of(http, basket)).limit(21).toList();
    phone.open("/sign?lang=ar");
    page.waitForSelector("#more:visible");
    assertThat(listed()).isEqualTo(waiting.subList(0, 20));
    phone.requireGoodPage("ar", "sign-long-list");
    page.locator("#more").focus();
    page.keyboard().press("Enter");
    page.waitForSelector("#more", new Page.WaitForSelectorOptions().setState(HIDDEN));
    assertThat(listed()).isEqualTo(waiting);
    assertThat(phone.hasFocus(".choices li:nth-child(21) a")).isTrue();
    page.keyboard().press("Enter");
    page.waitForSelector("#voucher:visible");
    page.locator("#sign").click();
    page.waitForSelector("#done:visible");
    assertThat(signature(waiting.getLast())).isEqualTo("true worker-1");
  }

  /** The vouchers in the list, in its order. */
  private List<String> listed() {
    return page.locator(".choices a").all().stream()
        .map(link -> link.getAttribute("href").substring(1))
        .toList();
  }

  @Test
  void keepsTheTokenInNoAddressAndInNoStorage() {
    phone.open("/sign");
    page.waitForSelector("#list:visible");
    assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains(provider.token()));
    assertThat(page.evaluate("() => JSON.stringify([localStorage, sessionStorage])"))
        .isEqualTo("[{},{}]");
    assertThat(page.context().cookies()).isEmpty();
    assertThat(page.url()).endsWith("/sign?lang=he");
    assertThat(provider.question())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("client_id", "retzef")
        .containsEntry("prompt", "login");
    assertThat(page.locator("#you").innerText()).isEqualTo("דנה");
  }

  @Test
  void takesNoCodeThatItDidNotAskFor() {
    phone.open("/sign?code=stolen&state=forged");
    page.waitForSelector("#problem:visible");
    phone.requireGoodPage("he", "sign-refused");
    assertThat(addresses).noneMatch(address -> address.contains("/oauth2/token"));
    page.locator("#again").click();
    page.waitForSelector("#list:visible");
  }

  @Test
  void signsNothingThatChangedSinceItWasShown() {
    String voucher = IssuedOnRequest.of(http, basket);
    phone.open("/sign?lang=en#" + voucher);
    page.waitForSelector("#voucher:visible");
    database
        .sql("update voucher set version = version + 1 where id = '%s'".formatted(voucher))
        .then()
        .block();
    page.locator("#sign").click();
    page.waitForSelector("#problem:visible");
    phone.requireGoodPage("en", "sign-changed");
    assertThat(signature(voucher)).isEqualTo("false null");
    page.locator("#again").click();
    page.waitForSelector("#voucher:visible");
    page.locator("#sign").click();
    page.waitForSelector("#done:visible");
  }

  @Test
  void showsWhatSomebodyWroteAsItIsWritten() {
    Desk manager = Desk.basketManager(http);
    String name = "<img src=x onerror=document.title='owned'>";
    String vendor =
        Answers.id(
            manager.post(
                "/vendors", "{\"code\": \"VENDOR-HTML\", \"name\": \"%s\"}".formatted(name)));
    manager
        .post(
            "/vendors/" + vendor + "/agreements",
            "{\"unit\": \"IL\", \"firstDay\": \"2020-01-01\"}")
        .expectStatus()
        .isCreated();
    String voucher = IssuedOnRequest.of(http, basket, vendor);
    for (String path : List.of("/sign", "/sign#" + voucher, "/v/" + tokenOf(voucher))) {
      page.navigate("about:blank");
      phone.open(path);
      page.getByText(name).filter(new Locator.FilterOptions().setVisible(true)).waitFor();
      assertThat(page.locator("img").count()).isZero();
      phone.requireGoodPage("he", "html");
    }
  }

  @Test
  void signsOnceHoweverTheNetworkBreaks() {
    String voucher = IssuedOnRequest.of(http, basket);
    phone.open("/sign#" + voucher);
    page.waitForSelector("#voucher:visible");
    page.route(
        "**/signature",
        route -> {
          route.fetch(); // it arrived, its answer does not
          route.abort();
        });
    page.locator("#sign").click();
    page.waitForSelector("#problem:visible");
    phone.requireGoodPage("he", "sign-failed");
    page.locator("#again").click();
    page.waitForSelector("#done:visible");
    assertThat(signature(voucher)).isEqualTo("true worker-1");
  }

  @Test
  void tellsWhatIsNotForThisPersonOrNotToBeSigned() {
    String voucher = IssuedOnRequest.of(http, basket);
    provider.gives(TestTokens.token("stranger", "IL.SOUTH.A0070.D1", "family-social-worker"));
    phone.open("/sign?lang=en#" + voucher);
    page.waitForSelector("#problem:visible");
    phone.requireGoodPage("en", "sign-unknown");
    provider.gives(tokenOf("companion-1", "family-companion"));
    page.reload();
    page.waitForSelector("#problem:visible");
    assertThat(page.locator("#problem").innerText()).isNotEmpty();
    provider.gives(tokenOf("worker-1", "family-social-worker"));
    database
        .sql("update voucher set valid_until = current_date - 2 where id = '%s'".formatted(voucher))
        .then()
        .block();
    page.reload();
    page.waitForSelector("#problem:visible");
    phone.requireGoodPage("en", "sign-over");
    phone.open("/sign?lang=en");
    page.waitForSelector("#none:visible");
  }

  @Test
  void saysThatItNeedsScriptAndIsAsClosedAsAPageCanBe() {
    Page without = phone.openWithoutScript("/sign");
    assertThat(without.locator("main").innerText()).contains("JavaScript");
    without.context().close();
    http.get()
        .uri("/sign")
        .exchange()
        .expectHeader()
        .valueEquals("Cache-Control", "no-store")
        .expectHeader()
        .valueEquals("Referrer-Policy", "no-referrer")
        .expectHeader()
        .value(
            "Content-Security-Policy",
            policy ->
                assertThat(policy)
                    .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "connect-src 'self' " + TestTokens.issuer() + ";",
                        "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*"));
  }

  private String tokenOf(String voucher) {
    return secrets.tokenOf(UUID.fromString(voucher));
  }

  private String tokenOf(String subject, String role) {
    return TestTokens.token(subject, Desk.DEPARTMENT, role);
  }

  /** Whether it holds, and who made it. */
  private String signature(String voucher) {
    return database
        .sql(
            """
            select (signature is not null) || ' ' || coalesce(signed_by, 'null') as told
              from voucher where id = '%s'
            """
                .formatted(voucher))
        .map(row -> row.get("told", String.class))
        .one()
        .block();
  }

  private void signsAwayWhatWaits() {
    Desk worker = Desk.worker(http);
    for (var waiting : worker.read("/vouchers/unsigned?limit=200").get("items")) {
      String path = "/vouchers/" + waiting.get("id").asString();
      worker.post(path + "/signature", null, worker.eTag(path)).expectStatus().isCreated();
    }
  }
}
