package org.retzef.basket.voucher;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.retzef.platform.testing.TestTokens;

/**
 * The identity provider's two endpoints, answered in the browser, as strictly as a provider does.
 */
final class ProviderInTheBrowser {

  private final String reader;
  private String token;
  private Map<String, String> question = Map.of();

  private ProviderInTheBrowser(String reader, String token) {
    this.reader = reader;
    this.token = token;
  }

  /**
   * @param reader the address that asks, which may read the answer
   * @param token which it gets
   */
  static ProviderInTheBrowser answering(Page page, String reader, String token) {
    var provider = new ProviderInTheBrowser(reader, token);
    page.route(TestTokens.issuer() + "/oauth2/authorize*", provider::authorize);
    page.route(TestTokens.issuer() + "/oauth2/token", provider::giveToken);
    return provider;
  }

  String token() {
    return token;
  }

  /** Somebody else signs in from now on. */
  void gives(String another) {
    token = another;
  }

  /** As it was last asked. */
  Map<String, String> question() {
    return question;
  }

  private void authorize(Route route) {
    question = form(URI.create(route.request().url()).getRawQuery());
    String answer = question.get("redirect_uri") + "?code=once&state=" + question.get("state");
    route.fulfill(new Route.FulfillOptions().setStatus(302).setHeaders(Map.of("Location", answer)));
  }

  private void giveToken(Route route) {
    Map<String, String> form = form(route.request().postData());
    boolean proven =
        form.get("code").equals("once")
            && form.get("redirect_uri").equals(question.get("redirect_uri"))
            && challengeOf(form.get("code_verifier")).equals(question.get("code_challenge"));
    String idToken =
        "e30."
            + base64url("{\"sub\": \"1\", \"name\": \"דנה\"}".getBytes(StandardCharsets.UTF_8))
            + ".x";
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(proven ? 200 : 400)
            .setHeaders(Map.of("Access-Control-Allow-Origin", reader))
            .setContentType("application/json")
            .setBody("{\"access_token\": \"%s\", \"id_token\": \"%s\"}".formatted(token, idToken)));
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String challengeOf(String verifier) {
    try {
      return base64url(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
