package org.retzef.reporting.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who reads the dashboard and the newsletter: signing in, going on, ending it, being refused. */
@RetzefIT
class DashboardReaderIT {

  @LocalServerPort private int port;

  private ReaderBrowser reader;
  private Phone phone;
  private Page page;

  @BeforeEach
  void openABrowser() {
    read(ReaderBrowser.ofManager(port));
  }

  @AfterEach
  void closeTheBrowser() {
    reader.close();
  }

  private void read(ReaderBrowser by) {
    if (reader != null) {
      reader.close();
    }
    reader = by;
    phone = by.phone();
    page = by.page();
  }

  @Test
  void leadsFromTheDashboardToTheNewsletterByKeyboard() {
    reader.open("ar");
    phone.tabTo("a[href^='/dashboard/newsletter']");
    page.keyboard().press("Enter");
    reader.awaitState(DashboardTexts.in("ar").all().get("whole"));
    assertThat(page.url()).endsWith("/dashboard/newsletter?lang=ar");
    phone.tabTo("#print");
    assertThat(page.content()).doesNotContain(reader.token());
    assertThat(reader.tokensGiven()).as("the reader came along").isEqualTo(1);
  }

  @Test
  void tellsWhoeverSeesNoSmallFiguresThatTheyAreRounded() {
    String figure = "#headline td.number:text-matches('^≈ [0-9]')";
    reader.open("he");
    assertThat(page.locator("#rounded").isVisible()).isFalse();
    assertThat(page.locator(figure).count()).isZero();
    read(new ReaderBrowser(port, TestTokens.token("a-1", "IL", "data-analyst")));
    reader.open("he");
    assertThat(page.locator("#rounded").innerText())
        .isEqualTo(DashboardTexts.in("he").all().get("rounded"));
    assertThat(page.locator(figure).count()).isPositive();
    phone.requireGoodPage("he", "dashboard-rounded");
  }

  /** On a shared computer it is another step for the next person: a new page asks who they are. */
  @Test
  void takesTheReaderAlongToAnotherLanguageAndNobodyElse() {
    reader.open("he");
    page.locator("nav a[hreflang=en]").click();
    reader.awaitState(DashboardTexts.in("en").all().get("live"));
    assertThat(page.url()).endsWith("/dashboard?lang=en");
    assertThat(reader.tokensGiven()).isEqualTo(1);
    assertThat(reader.storages()).isEqualTo("[{},{}]");
    page.reload();
    reader.awaitState(DashboardTexts.in("en").all().get("live"));
    assertThat(reader.tokensGiven()).as("who they are was asked again").isEqualTo(2);
  }

  @Test
  void asksAnewWhoeverComesBackToAPageThatTheBrowserKept() {
    reader.open("he");
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
    page.waitForCondition(() -> reader.tokensGiven() == 2);
    reader.awaitState(DashboardTexts.in("he").all().get("live"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard", "/dashboard/newsletter"})
  void isEndedByItsReaderAtTheProvider(String path) {
    page.route(TestTokens.issuer() + "/connect/logout", route -> route.fulfill());
    phone.open(path);
    page.waitForSelector("#end:visible");
    assertThat(page.locator("#you").innerText()).isEqualTo("דנה");
    Request end =
        page.waitForRequest(
            TestTokens.issuer() + "/connect/logout", () -> page.locator("#end button").click());
    assertThat(ReaderBrowser.form(end.postData()))
        .containsEntry("post_logout_redirect_uri", "http://localhost:" + port + "/dashboard")
        .containsKey("id_token_hint");
    assertThat(end.headers()).doesNotContainKey("authorization");
  }

  /** Nothing is drawn for them that would say otherwise. */
  @Test
  void tellsWhoMaySeeNoFigures() {
    read(new ReaderBrowser(port, TestTokens.token("a-1", "IL", "auditor")));
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
    phone.open("/dashboard?lang=he");
    reader.awaitState(DashboardTexts.in("he").all().get("refused"));
    assertThat(asked)
        .filteredOn(path -> path.startsWith("/api/"))
        .containsExactly("/api/v1/dashboards/changes");
    assertThat(page.locator("#figures").isHidden()).isTrue();
    phone.requireGoodPage("he", "dashboard-refused");
  }

  /** A service that starts anew is no refusal. */
  @Test
  void listensAgainAfterAnAnswerThatThereIsNone() {
    page.route(
        "**/dashboards/changes",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(503)),
        new Page.RouteOptions().setTimes(1));
    phone.open("/dashboard?lang=he");
    reader.awaitState(DashboardTexts.in("he").all().get("broken"));
    reader.awaitState(DashboardTexts.in("he").all().get("live"));
  }
}
