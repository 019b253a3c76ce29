package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.retzef.local.FreePort;
import org.retzef.local.identity.DemoLogin;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The identity provider as clients and services meet it. */
class TokensIT {
  private static final String DEPARTMENT = "IL.SOUTH.A2630.D1";

  @TempDir static Path folder;
  private static Settings settings;
  private static ConfigurableApplicationContext provider;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @ComponentScan("org.retzef.local.identity")
  static class IdentityOnly {}

  @BeforeAll
  static void start() {
    settings = new Settings(folder, Map.of(Port.IDENTITY, FreePort.find()));
    provider = startProvider();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static ConfigurableApplicationContext startProvider() {
    Secrets secrets = Secrets.in(settings.keys());
    return new SpringApplicationBuilder(IdentityOnly.class)
        .initializers(
            context -> {
              var beans = (GenericApplicationContext) context;
              beans.registerBean(Settings.class, () -> settings);
              beans.registerBean(Secrets.class, () -> secrets);
            })
        .run(
            "--server.port=" + settings.port(Port.IDENTITY),
            "--management.endpoint.health.group.readiness.include=readinessState");
  }

  @ParameterizedTest
  @CsvSource({
    "worker, family-social-worker, " + DEPARTMENT,
    "head, department-head, " + DEPARTMENT,
    "lead, team-lead, " + DEPARTMENT,
    "companion, family-companion, " + DEPARTMENT,
    "otzma, otzma-worker, " + DEPARTMENT + ".C1",
    "supervisor, supervisor, IL.HAIFA_NORTH",
    "coordinator, district-coordinator, IL.SOUTH",
    "national, national-manager, IL",
    "basket, basket-manager, IL",
    "training, training-manager, IL",
    "rights, rights-editor, IL",
    "analyst, data-analyst, IL",
    "auditor, auditor, IL",
    "authority, department-head, IL.SOUTH.A2630",
    "deputy, department-head, IL.SOUTH.A2630"
  })
  void givesEachPersonTheirRoleAndUnit(String login, String role, String unit) {
    Jwt token = token(login);
    assertThat(token.getSubject()).isEqualTo(login);
    assertThat(token.getClaimAsStringList("roles")).containsExactly(role);
    assertThat(token.getClaims()).contains(entry("unit", unit), entry("scope", "openid"));
    assertThat(token.getClaims()).doesNotContainKeys("partner", "vendor");
    assertThatItIsOurs(token);
  }

  @Test
  void givesProgramsWhatTheirAgreementNames() {
    Jwt ngo = token("ngo");
    assertThat(ngo.getClaimAsStringList("roles")).containsExactly("partner");
    assertThat(ngo.getClaims()).contains(entry("partner", "NGO-DEMO"), entry("unit", "IL"));
    assertThat(ngo.getClaimAsString("scope").split(" "))
        .containsExactlyInAnyOrder(
            "referrals:write", "families:read", "trainings:read", "shared-sets:read");
    assertThatItIsOurs(ngo);

    Jwt vendor = token("vendor");
    assertThat(vendor.getClaimAsStringList("roles")).containsExactly("vendor");
    assertThat(vendor.getClaims()).contains(entry("vendor", "VENDOR-DEMO"), entry("unit", "IL"));
    assertThatItIsOurs(vendor);

    Jwt service = token("basket-service");
    assertThat(service.getClaimAsStringList("roles")).isEmpty();
    assertThat(service.getClaims()).contains(entry("scope", "contact:read"), entry("unit", "IL"));
    assertThatItIsOurs(service);
  }

  private static void assertThatItIsOurs(Jwt token) {
    assertThat(token.getHeaders()).containsEntry("alg", "RS256");
    assertThat(token.getIssuer()).hasToString(settings.url(Port.IDENTITY));
    assertThat(token.getAudience()).isEqualTo(List.of("retzef"));
    assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void keepsItsKeyOverARestart() {
    String before = new Tokens(settings).forLogin("worker");
    provider.close();
    provider = startProvider();
    assertThat(decoder().decode(before).getSubject()).isEqualTo("worker");
  }

  @Test
  void tellsWhoThereIsWhenALoginIsUnknown() {
    assertThatThrownBy(() -> new Tokens(settings).forLogin("nobody"))
        .isInstanceOfSatisfying(Sentence.class, said -> assertThat(said.exitCode()).isEqualTo(2))
        .hasMessageContaining("worker, head, lead");
  }

  @Test
  void refusesAProgramWithoutItsSecretAndAPersonWithoutPkce() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var guess =
          HttpRequest.newBuilder(at("/oauth2/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      "grant_type=client_credentials&client_id=ngo&client_secret=guess"))
              .build();
      assertThat(http.send(guess, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      var withoutProof =
          HttpRequest.newBuilder(
                  at(
                      "/oauth2/authorize?response_type=code&client_id=retzef&scope=openid"
                          + "&redirect_uri=http://127.0.0.1/callback"))
              .header("Accept", "text/html")
              .build();
      var answer = http.send(withoutProof, BodyHandlers.discarding());
      assertThat(answer.headers().firstValue("Location").orElse(""))
          .contains("error=invalid_request")
          .doesNotContain("code=");
    }
  }

  @Test
  void asksWhoeverComesNextOnASharedComputerAndNeverShowsWhoWasThere() throws Exception {
    try (HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      String question =
          "/oauth2/authorize?response_type=code&client_id=retzef&scope=openid&prompt=login"
              + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
              + "&redirect_uri=http://127.0.0.1/callback";
      page(http, question);
      String csrf =
          page(http, "/login").body().replaceAll("(?s).*_csrf\" value=\"([^\"]+).*", "$1");
      String form = "username=worker&password=" + DemoLogin.PASSWORD + "&_csrf=" + csrf;
      http.send(
          HttpRequest.newBuilder(at("/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build(),
          BodyHandlers.discarding());
      assertThat(next(page(http, question))).contains("/callback?code=");

      assertThat(next(page(http, question))).endsWith("/login");
      assertThat(page(http, "/login").body()).doesNotContain("worker");
    }
  }

  private static HttpResponse<String> page(HttpClient http, String path) throws Exception {
    var request = HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String next(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void tellsOfItselfByDiscoveryAndShowsNoPageButItsLogin() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var discovery = HttpRequest.newBuilder(at("/.well-known/openid-configuration")).build();
      assertThat(http.send(discovery, BodyHandlers.ofString()).body())
          .contains(settings.url(Port.IDENTITY) + "/oauth2/jwks");
      var login = HttpRequest.newBuilder(at("/login")).build();
      assertThat(http.send(login, BodyHandlers.ofString()).body()).contains("dir=\"rtl\"");
      var health = HttpRequest.newBuilder(at("/actuator/health")).build();
      assertThat(http.send(health, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private static Jwt token(String login) {
    return decoder().decode(new Tokens(settings).forLogin(login));
  }

  private static NimbusJwtDecoder decoder() {
    return NimbusJwtDecoder.withJwkSetUri(settings.url(Port.IDENTITY) + "/oauth2/jwks").build();
  }

  private static URI at(String path) {
    return URI.create(settings.url(Port.IDENTITY) + path);
  }
}
