package org.retzef.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.RunningGateway;

/** The portal's page is Hebrew first, leads to each service, and every link on it answers. */
class PortalIT {

  private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void isHebrewFirstAndNeedsNothingFromElsewhere() {
    var page = gateway.send(gateway.request("/docs"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(page.body())
        .contains("<html lang=\"he\" dir=\"rtl\">")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void leadsToEveryServiceAndEachLinkAnswers() {
    var page = gateway.send(gateway.request("/docs"));
    var links =
        LINK.matcher(page.body()).results().map(found -> found.group(1)).distinct().toList();

    assertThat(links)
        .contains(
            "/docs/openapi/family-service.json",
            "/docs/openapi/basket-service.json",
            "/docs/openapi/training-service.json",
            "/docs/openapi/rights-service.json",
            "/docs/openapi/reporting-service.json");
    assertThat(links)
        .allSatisfy(
            link -> assertThat(gateway.send(gateway.request(link)).statusCode()).isEqualTo(200));
  }
}
