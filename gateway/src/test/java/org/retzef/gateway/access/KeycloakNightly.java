package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.gateway.RunningGateway;
import tools.jackson.databind.JsonNode;

/**
 * The realm of deploy/keycloak gives tokens that the gateway takes, and no others, proven with a
 * real Keycloak: {@code mvn -pl gateway verify -P keycloak}.
 */
class KeycloakNightly {

  private static final String CALLBACK = "http://127.0.0.1/callback";
  private static final String VERIFIER = "v".repeat(64);
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

  private static RunningKeycloak keycloak;
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    keycloak = RunningKeycloak.start();
    gateway =
        new RunningGateway(
            Map.of(
                "retzef.issuer",
                keycloak.issuer(),
                "retzef.issuer-keys",
                keycloak.issuer() + "/protocol/openid-connect/certs"));
  }

  @AfterAll
  static void stop() {
    keycloak.stop();
  }

  @ParameterizedTest
  @CsvSource({"ngo, partner, NGO-DEMO", "vendor, vendor, VENDOR-DEMO"})
  void aProgramLogsInWithItsSecretAndIsTakenForWhatItIs(String client, String kind, String code)
      throws Exception {
    String token = keycloak.tokenOf(client);
    var claims = SignedJWT.parse(token).getJWTClaimsSet();

    assertThat(claims.getAudience()).containsExactly("retzef");
    assertThat(claims.getStringListClaim("roles")).containsExactly(kind);
    assertThat(claims.getStringClaim("unit")).isEqualTo("IL");
    assertThat(claims.getStringClaim(kind)).isEqualTo(code);
    var answer = gateway.send(with(token));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
        .startsWith("\"organisation\"");
  }

  @Test
  void anAgreementsScopesAreInTheToken() throws Exception {
    assertThat(SignedJWT.parse(keycloak.tokenOf("ngo")).getJWTClaimsSet().getStringClaim("scope"))
        .contains("referrals:write", "families:read", "trainings:read");
  }

  @Test
  void aPersonLogsInWithACodeThatOnlyItsOwnProgramCanRedeem() throws Exception {
    JsonNode tokens = redeem(codeFor(challenge()), VERIFIER);
    String access = tokens.get("access_token").asString();
    var claims = SignedJWT.parse(access).getJWTClaimsSet();

    assertThat(claims.getStringListClaim("roles")).containsExactly("team-lead");
    assertThat(claims.getStringClaim("unit")).isEqualTo("IL.SOUTH.A2630.D1");
    assertThat(claims.getClaims().keySet())
        .as("no name of a person")
        .doesNotContain("name", "given_name", "family_name", "email", "preferred_username");
    assertThat(gateway.send(with(access)).statusCode()).isEqualTo(200);
    assertThat(gateway.send(with(tokens.get("id_token").asString())).statusCode()).isEqualTo(401);
    assertThat(gateway.send(with(tokens.get("refresh_token").asString())).statusCode())
        .isEqualTo(401);

    assertThat(redeem(codeFor(challenge()), "w".repeat(64)).path("error").asString())
        .isEqualTo("invalid_grant");
  }

  @Test
  void refusesALoginWithoutProofKeyAndAPasswordInAProgram() throws Exception {
    var refused = new Browser().get(authorization(""));
    assertThat(refused.headers().firstValue("Location").orElseThrow())
        .contains("error=invalid_request");

    JsonNode answer =
        keycloak.token(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "retzef",
                "username",
                RunningKeycloak.PERSON,
                "password",
                RunningKeycloak.PASSWORD));
    assertThat(answer.get("error").asString()).isEqualTo("unauthorized_client");
  }

  @Test
  void takesNoTokenOfAnotherRealmOfTheSameKeycloak() throws Exception {
    assertThat(gateway.send(with(keycloak.tokenOfAdministrator())).statusCode()).isEqualTo(401);
  }

  @Test
  void takesNoTokenThatWasChanged() throws Exception {
    String[] parts = keycloak.tokenOf("ngo").split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String raised = claims.replace("\"partner\"]", "\"national-manager\"]");
    assertThat(raised).isNotEqualTo(claims);
    for (String header :
        List.of(parts[0], base64("{\"alg\":\"none\"}"), base64("{\"alg\":\"HS256\"}"))) {
      assertThat(gateway.send(with(header + "." + base64(raised) + "." + parts[2])).statusCode())
          .isEqualTo(401);
    }
  }

  private static HttpRequest.Builder with(String token) {
    return gateway.request("/api/v1/rights").header("Authorization", "Bearer " + token);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String challenge() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return "&code_challenge_method=S256&code_challenge="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static String authorization(String challenge) {
    return keycloak.issuer()
        + "/protocol/openid-connect/auth?response_type=code&client_id=retzef&scope=openid&redirect_uri="
        + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8)
        + challenge;
  }

  /** Fills the login form as a person does. */
  private static String codeFor(String challenge) throws Exception {
    Browser browser = new Browser();
    Matcher form = FORM.matcher(browser.get(authorization(challenge)).body());
    assertThat(form.find()).isTrue();
    var answer =
        browser.post(
            form.group(1).replace("&amp;", "&"),
            Map.of("username", RunningKeycloak.PERSON, "password", RunningKeycloak.PASSWORD));
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(CALLBACK);
    return URLDecoder.decode(
        location.replaceAll(".*[?&]code=([^&]+).*", "$1"), StandardCharsets.UTF_8);
  }

  private static JsonNode redeem(String code, String verifier) throws Exception {
    return keycloak.token(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "retzef",
            "redirect_uri",
            CALLBACK,
            "code",
            code,
            "code_verifier",
            verifier));
  }

  /** Keeps the cookies of one login, and follows no redirection. */
  private static final class Browser {

    private final HttpClient http = HttpClient.newHttpClient();
    private String cookies = "";

    HttpResponse<String> get(String address) throws IOException, InterruptedException {
      var answer =
          http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
      cookies =
          answer.headers().allValues("Set-Cookie").stream()
              .map(cookie -> cookie.split(";")[0])
              .collect(Collectors.joining("; "));
      return answer;
    }

    HttpResponse<String> post(String address, Map<String, String> fields)
        throws IOException, InterruptedException {
      return http.send(
          HttpRequest.newBuilder(URI.create(address))
              .header("Cookie", cookies)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(RunningKeycloak.form(fields)))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
