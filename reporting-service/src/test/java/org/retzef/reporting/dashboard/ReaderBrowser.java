package org.retzef.reporting.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.retzef.platform.testing.Phone;
import org.retzef.platform.testing.TestTokens;

/** A browser whose reader signs in; the provider's two endpoints are answered in it. */
final class ReaderBrowser implements AutoCloseable {

  private final int port;
  private final Phone phone;
  private final Page page;
  private final String token;
  private Map<String, String> question = Map.of();
  private int tokensGiven;

  ReaderBrowser(int port, String token) {
    this.port = port;
    this.token = token;
    phone = new Phone("http://localhost:" + port);
    page = phone.page();
    page.route(TestTokens.issuer() + "/oauth2/authorize*", this::authorize);
    page.route(TestTokens.issuer() + "/oauth2/token", this::giveToken);
  }

  /** One who sees every figure. */
  static ReaderBrowser ofManager(int port) {
    return new ReaderBrowser(port, TestTokens.token("m-1", "IL", "national-manager"));
  }

  Phone phone() {
    return phone;
  }

  Page page() {
    return page;
  }

  String token() {
    return token;
  }

  int tokensGiven() {
    return tokensGiven;
  }

  @Override
  public void close() {
    phone.close();
  }

  Object storages() {
    return page.evaluate("() => JSON.stringify([{...sessionStorage}, {...localStorage}])");
  }

  void open(String language) {
    phone.open("/dashboard?lang=" + language);
    awaitState(DashboardTexts.in(language).all().get("live"));
  }

  void openNewsletter(String query, String language, String state) {
    phone.open("/dashboard/newsletter" + query);
    awaitState(DashboardTexts.in(language).all().get(state));
  }

  void awaitState(String text) {
    page.waitForFunction("text => document.getElementById('state').textContent === text", text);
  }

  private void authorize(Route route) {
    question = form(URI.create(route.request().url()).getRawQuery());
    String answer = question.get("redirect_uri") + "?code=once&state=" + question.get("state");
    route.fulfill(new Route.FulfillOptions().setStatus(302).setHeaders(Map.of("Location", answer)));
  }

  private void giveToken(Route route) {
    tokensGiven++;
    Map<String, String> form = form(route.request().postData());
    String idToken =
        "e30."
            + Base64.getUrlEncoder()
                .encodeToString("{\"name\": \"דנה\"}".getBytes(StandardCharsets.UTF_8))
            + ".x";
    boolean ours =
        form.get("code").equals("once")
            && form.get("redirect_uri").equals(question.get("redirect_uri"));
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(ours ? 200 : 400)
            .setHeaders(Map.of("Access-Control-Allow-Origin", "http://localhost:" + port))
            .setContentType("application/json")
            .setBody("{\"access_token\": \"%s\", \"id_token\": \"%s\"}".formatted(token, idToken)));
  }

  static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
