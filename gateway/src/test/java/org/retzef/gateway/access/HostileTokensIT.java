package org.retzef.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Instant.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;
import org.retzef.platform.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

/** A token that is wrong in any way gets one and the same answer, and no service sees it. */
class HostileTokensIT {

  private static final RSAKey STRANGER = newKey();
  private static final StubService KEYS = new StubService("stranger's keys");

  private final RunningGateway gateway = RunningGateway.shared();

  static Stream<Arguments> hostileTokens() {
    String good = RunningGateway.workersToken();
    Map<String, String> tokens = new TreeMap<>();
    tokens.put("alg none", "Bearer " + worker().unsigned());
    tokens.put("HS256 with the public key", "Bearer " + worker().signedWithPublicKey());
    tokens.put("a stranger's key under a known id", "Bearer " + worker().signedByStranger());
    tokens.put("a stranger's key under an unknown id", "Bearer " + strangers(it -> it.keyID("no")));
    tokens.put("a stranger's key under no id", "Bearer " + strangers(it -> it));
    tokens.put(
        "a key id that is a path",
        "Bearer " + strangers(it -> it.keyID("../../../../../../dev/null")));
    tokens.put(
        "a key id that is SQL", "Bearer " + strangers(it -> it.keyID("x' union select 'secret")));
    tokens.put(
        "its own key in the header",
        "Bearer " + strangers(it -> it.keyID("test").jwk(STRANGER.toPublicJWK())));
    tokens.put(
        "the address of its own keys",
        "Bearer " + strangers(it -> it.keyID("test").jwkURL(URI.create(KEYS.address()))));
    tokens.put(
        "the address of its own certificate",
        "Bearer " + strangers(it -> it.keyID("test").x509CertURL(URI.create(KEYS.address()))));
    tokens.put(
        "RS512, which we do not use", "Bearer " + worker().signed(JWSAlgorithm.RS512, it -> it));
    tokens.put(
        "PS256, which we do not use", "Bearer " + worker().signed(JWSAlgorithm.PS256, it -> it));
    tokens.put(
        "a header that we must understand and do not",
        "Bearer "
            + worker()
                .signed(
                    JWSAlgorithm.RS256,
                    it -> it.criticalParams(Set.of("exp")).customParam("exp", 0)));
    tokens.put("ES256 with a signature of zeros", "Bearer " + psychic());
    tokens.put("no signature", "Bearer " + good.substring(0, good.lastIndexOf('.') + 1));
    tokens.put(
        "a signature cut off with its dot", "Bearer " + good.substring(0, good.lastIndexOf('.')));
    tokens.put("four parts", "Bearer " + good + ".e30");
    tokens.put("alg None", "Bearer " + unsigned("None"));
    tokens.put("alg nOnE", "Bearer " + unsigned("nOnE"));
    tokens.put("no alg", "Bearer " + base64("{}") + good.substring(good.indexOf('.')));
    tokens.put(
        "alg twice", "Bearer " + base64("{\"alg\":\"RS256\",\"alg\":\"none\"}") + claimsOf(good));
    tokens.put("61 seconds too old", "Bearer " + worker().expires(now().minusSeconds(61)).signed());
    tokens.put("of next week", "Bearer " + worker().notBefore(now().plusSeconds(600_000)).signed());
    tokens.put("no subject", "Bearer " + TestTokens.of(null).unit("IL").signed());
    tokens.put("a unit that is none", "Bearer " + worker().claim("unit", "IL' or 1=1").signed());
    tokens.put("two units", "Bearer " + worker().claim("unit", List.of("IL", "IL.SOUTH")).signed());
    tokens.put("two tokens", "Bearer " + good + ", Bearer " + good);
    tokens.put("a comma after it", "Bearer " + good + ",");
    tokens.put("another issuer", "Bearer " + worker().issuer("http://localhost:1").signed());
    tokens.put("another audience", "Bearer " + worker().audience("other").signed());
    tokens.put("expired", "Bearer " + worker().expired().signed());
    tokens.put("no expiry", "Bearer " + worker().withoutExpiry().signed());
    tokens.put("no unit", "Bearer " + TestTokens.of("worker").signed());
    tokens.put("truncated", "Bearer " + good.substring(0, good.length() - 10));
    tokens.put("cut in the middle", "Bearer " + good.substring(0, good.indexOf('.') + 5));
    tokens.put("one letter changed", "Bearer " + withOneLetterChanged(good));
    tokens.put("64 KB", "Bearer " + "a".repeat(64 * 1024));
    tokens.put("64 KB of claims", "Bearer " + worker().claim("pad", "x".repeat(40_000)).unsigned());
    tokens.put("no token", "Bearer ");
    tokens.put("another scheme", "Basic d29ya2VyOndvcmtlcg==");
    tokens.put("no header", "");
    return tokens.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  private static TestTokens.Builder worker() {
    return TestTokens.of("worker").unit("IL.SOUTH.A2630.D1").roles("family-social-worker");
  }

  private static String strangers(UnaryOperator<JWSHeader.Builder> header) {
    return worker().signedBy(STRANGER, header);
  }

  /** Holds for every content where a verifier forgets that neither number may be zero. */
  private static String psychic() {
    return base64("{\"alg\":\"ES256\",\"kid\":\"test\"}")
        + claimsOf(worker().signed())
        + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
  }

  private static String unsigned(String algorithm) {
    return base64("{\"alg\":\"" + algorithm + "\"}") + claimsOf(worker().signed());
  }

  /** With a dot before and after. */
  private static String claimsOf(String token) {
    return token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("test").generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String withOneLetterChanged(String token) {
    int payload = token.indexOf('.') + 20;
    char other = token.charAt(payload) == 'A' ? 'B' : 'A';
    return token.substring(0, payload) + other + token.substring(payload + 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileTokens")
  void refusesAHostileToken(String what, String authorization) {
    var request = gateway.request("/api/v1/families");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }

    var answer = gateway.send(request);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    ObjectNode problem = (ObjectNode) RunningGateway.json(answer);
    problem.remove("traceId");
    assertThat(problem.toString())
        .isEqualTo(
            """
            {"type":"urn:retzef:problem:token-refused","title":"נדרשת הזדהות","status":401,\
            "detail":"אסימון ההזדהות חסר, פג תוקף או אינו תקף.","code":"token-refused"}""");
    assertThat(gateway.service("family-service").received()).isEmpty();
    assertThat(KEYS.received()).as("nobody asks where a token says").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/families?access_token=%s", "/api/v1/families?token=%s"})
  void takesNoTokenFromAnAddress(String path) {
    var answer = gateway.send(gateway.request(path.formatted(RunningGateway.workersToken())));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(gateway.service("family-service").received()).isEmpty();
  }

  @Test
  void takesNoneOfTwoAuthorizationHeaders() throws IOException {
    String header = "Authorization: Bearer " + RunningGateway.workersToken() + "\r\n";

    String answer =
        gateway.raw(
            "GET /api/v1/families HTTP/1.1\r\nHost: localhost\r\n"
                + header
                + "Authorization: Bearer x.y.z\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(gateway.service("family-service").received()).isEmpty();
  }

  @Test
  void aTokenLosesItsForceWithItsTimeThoughItWasFoundGood() {
    // within its minute's grace for eight seconds more, so that a slow machine sees it found good
    String brief = worker().expires(now().minusSeconds(52)).signed();
    assertThat(statusWith(brief)).isEqualTo(200);
    await().atMost(Duration.ofSeconds(30)).until(() -> statusWith(brief) == 401);
  }

  private int statusWith(String token) {
    return gateway
        .send(gateway.request("/api/v1/rights").header("Authorization", "Bearer " + token))
        .statusCode();
  }

  @Test
  void letsAGoodTokenThroughAndHandsItOn() {
    String token = RunningGateway.workersToken();

    var answer =
        gateway.send(gateway.request("/api/v1/rights").header("Authorization", "Bearer " + token));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.service("rights-service").last().headers().get("Authorization"))
        .isEqualTo("Bearer " + token);
  }
}
