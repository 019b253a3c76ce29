package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.gateway.RunningGateway;
import org.retzef.platform.testing.TestTokens;
import tools.jackson.databind.node.ObjectNode;

/** A token that is wrong in any way gets one and the same answer, and no service sees it. */
class HostileTokensIT {

  private final RunningGateway gateway = RunningGateway.shared();

  static Stream<Arguments> hostileTokens() {
    String good = RunningGateway.workersToken();
    Map<String, String> tokens = new TreeMap<>();
    tokens.put("alg none", "Bearer " + worker().unsigned());
    tokens.put("HS256 with the public key", "Bearer " + worker().signedWithPublicKey());
    tokens.put("a stranger's key under a known id", "Bearer " + worker().signedByStranger());
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
