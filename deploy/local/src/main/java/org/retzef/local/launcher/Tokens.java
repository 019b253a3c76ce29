package org.retzef.local.launcher;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.retzef.local.identity.DemoClient;
import org.retzef.local.identity.DemoLogin;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;

/**
 * Gets tokens the way a browser or a partner's program does, by the public protocol: the identity
 * provider has no side door.
 */
record Tokens(Settings settings) {
  private static final String REDIRECT = "http://127.0.0.1/callback";
  private static final Pattern CSRF = Pattern.compile("name=\"(_csrf)\" value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  /** A token for a demo login or a demo client. */
  String forLogin(String login) {
    try (HttpClient http = browser()) {
      Optional<DemoClient> client = DemoClient.withId(login);
      return client.isPresent() ? ofClient(http, client.get()) : ofPerson(http, login);
    } catch (IOException _) {
      throw Sentence.failed("The identity provider does not answer; is it up? (./retzef status)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Sentence.failed("Interrupted.");
    }
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager())
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private String ofClient(HttpClient http, DemoClient client)
      throws IOException, InterruptedException {
    return accessToken(
        http,
        Map.of(
            "grant_type", "client_credentials",
            "client_id", client.id(),
            "client_secret", Secrets.in(settings.keys()).of(client.id()),
            "scope", String.join(" ", client.scopes())));
  }

  private String ofPerson(HttpClient http, String login) throws IOException, InterruptedException {
    String verifier = random();
    Map<String, String> question =
        Map.of(
            "response_type", "code",
            "client_id", "retzef",
            "redirect_uri", REDIRECT,
            "scope", "openid",
            "code_challenge", challenge(verifier),
            "code_challenge_method", "S256");
    String authorize = at("/oauth2/authorize?" + encode(question));
    get(http, authorize);
    logIn(http, login);
    String answer = location(get(http, authorize));
    Matcher code = CODE.matcher(answer);
    if (!code.find()) {
      throw Sentence.cannot(
          "There is no demo login '%s'; there are %s.".formatted(login, DemoLogins.names()));
    }
    return accessToken(
        http,
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "retzef",
            "redirect_uri",
            REDIRECT,
            "code",
            code.group(1),
            "code_verifier",
            verifier));
  }

  private void logIn(HttpClient http, String login) throws IOException, InterruptedException {
    Matcher csrf = CSRF.matcher(get(http, at("/login")).body());
    if (!csrf.find()) {
      throw new IOException("the login page has no form");
    }
    var form =
        Map.of("username", login, "password", DemoLogin.PASSWORD, csrf.group(1), csrf.group(2));
    post(http, at("/login"), form);
  }

  private String accessToken(HttpClient http, Map<String, String> form)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = post(http, at("/oauth2/token"), form);
    Matcher token = ACCESS_TOKEN.matcher(answer.body());
    if (!token.find()) {
      throw Sentence.failed("The identity provider refused: " + answer.body());
    }
    return token.group(1);
  }

  private static HttpResponse<String> get(HttpClient http, String url)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient http, String url, Map<String, String> form)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(form)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private String at(String path) {
    return settings.url(Port.IDENTITY) + path;
  }

  private static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String random() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
