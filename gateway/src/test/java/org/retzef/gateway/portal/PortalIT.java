package org.retzef.gateway.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService.Behaviour;
import org.retzef.platform.testing.Phone;

/** A developer reads the portal, and tries an operation on it. */
class PortalIT {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)[\"#]");

  private static final String DESCRIPTION =
      """
      {"openapi": "3.1.0", "info": {"title": "Retzef basket-service", "version": "v1"},
       "servers": [{"url": "/"}],
       "tags": [{"name": "Basket", "description": "What a family may have."}],
       "paths": {"/api/v1/baskets": {"get": {
         "tags": ["Basket"], "operationId": "basketList", "summary": "Lists baskets",
         "parameters": [{"name": "familyId", "in": "query", "schema": {"type": "string"}}],
         "security": [{"token": []}],
         "responses": {"200": {"description": "OK",
           "content": {"application/json": {"schema": {"type": ["object", "null"]}}}}}}}},
       "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}}
      """;

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void leadsToEverything() {
    assertThat(linksOf("/docs"))
        .contains(
            "/docs/openapi/family-service.json",
            "/docs/openapi/basket-service.json",
            "/docs/openapi/training-service.json",
            "/docs/openapi/rights-service.json",
            "/docs/openapi/reporting-service.json",
            "/docs/asyncapi.json",
            "/docs/events",
            "/docs/changelog",
            "/docs/deprecation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/events", "/docs/changelog", "/docs/deprecation"})
  void hasNoLinkThatLeadsNowhere(String path) {
    assertThat(linksOf(path))
        .hasSizeGreaterThan(4)
        .allSatisfy(
            link -> assertThat(gateway.send(gateway.request(link)).statusCode()).isEqualTo(200));
  }

  private List<String> linksOf(String path) {
    String page = gateway.send(gateway.request(path)).body();
    return LINK.matcher(page).results().map(found -> found.group(1)).distinct().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/events", "/docs/changelog", "/docs/deprecation"})
  void needsNothingFromElsewhere(String path) {
    var page = gateway.send(gateway.request(path));

    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.body()).contains("רצף").doesNotContainPattern("(src|href)=\"(http|//)");
  }

  @Test
  void isNotFetchedAgainWhileItIsTheSame() {
    var script = gateway.send(gateway.request("/docs/swagger-ui.js"));
    String time = script.headers().firstValue("Last-Modified").orElseThrow();

    assertThat(script.body()).contains("SwaggerUIBundle");
    assertThat(
            gateway
                .send(gateway.request("/docs/swagger-ui.js").header("If-Modified-Since", time))
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void showsOperationsAndTriesOneWithAToken() {
    var service = gateway.service("basket-service");
    service.answerWith(DESCRIPTION);
    gateway.service("family-service").behave(Behaviour.ANSWERS_503);
    try (Phone phone = new Phone("http://localhost:" + gateway.port())) {
      phone.open("/docs");
      Page page = phone.page();
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("does not answer now");
      page.getByLabel("Service").selectOption("basket-service");
      assertThat(page.getByText("What a family may have.")).isVisible();
      phone.requireGoodPage("he", "portal");

      page.locator("button.authorize").click();
      page.locator(".auth-container input").fill(RunningGateway.workersToken());
      page.locator(".auth-btn-wrapper button.authorize").click();
      page.locator(".auth-btn-wrapper button.btn-done").click();
      page.locator("h3[data-tag=Basket]").click();
      page.locator(".opblock-summary-control").click();
      phone.requireGoodPage("he", "portal-operation");
      await().until(() -> beginsToTry(page)); // a click is lost while the operation is drawn anew
      page.getByPlaceholder("familyId").fill("7");
      page.locator("button.execute").click();

      assertThat(page.locator(".live-responses-table .response-col_status").last())
          .containsText("200");
      assertThat(service.last().uri()).isEqualTo("/api/v1/baskets?familyId=7");
      phone.requireGoodPage("he", "portal-tried");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "changelog", "deprecation"})
  void canBeReadByEverybody(String name) {
    try (Phone phone = new Phone("http://localhost:" + gateway.port())) {
      phone.open("/docs/" + name);
      phone.requireGoodPage("en", name);
    }
  }

  private static boolean beginsToTry(Page page) {
    var begin = page.locator(".try-out__btn:not(.cancel)");
    if (begin.isVisible()) {
      begin.click();
    }
    return page.getByPlaceholder("familyId").isEnabled();
  }
}
