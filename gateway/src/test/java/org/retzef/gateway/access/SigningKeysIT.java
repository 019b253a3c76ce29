package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.RunningGateway;
import org.retzef.gateway.StubService;
import org.retzef.gateway.StubService.Behaviour;
import org.retzef.platform.testing.TestTokens;

/** The identity provider may be away, and nobody can make us ask it more than it can bear. */
class SigningKeysIT {

  @Test
  void keepsKnownKeysWhileTheProviderIsAwayAndAsksRarelyForUnknownOnes() throws Exception {
    try (StubService provider = new StubService("identity")) {
      provider.answerWith(keysOfTheIssuer());
      var gateway = new RunningGateway(Map.of("retzef.issuer-keys", provider.address()));
      assertThat(status(gateway, RunningGateway.workersToken())).isEqualTo(200);

      provider.behave(Behaviour.BREAKS_WITHOUT_ANSWER);
      RSAKey strangers = new RSAKeyGenerator(2048).generate();
      for (int i = 0; i < 200; i++) {
        assertThat(status(gateway, signedUnderUnknownId(strangers, "unknown-" + i))).isEqualTo(401);
      }

      assertThat(status(gateway, RunningGateway.workersToken())).isEqualTo(200);
      assertThat(provider.received()).hasSizeLessThanOrEqualTo(2);
    }
  }

  private static int status(RunningGateway gateway, String token) {
    return gateway
        .send(gateway.request("/api/v1/rights").header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private static String keysOfTheIssuer() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(TestTokens.issuer() + "/jwks")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String signedUnderUnknownId(RSAKey key, String id) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build();
    var token = new SignedJWT(header, new JWTClaimsSet.Builder().subject("worker").build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
