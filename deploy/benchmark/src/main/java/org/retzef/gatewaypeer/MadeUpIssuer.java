package org.retzef.gatewaypeer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Writes the public key of an issuer to a file, and prints a worker's token for a day. */
public final class MadeUpIssuer {

  private MadeUpIssuer() {}

  /**
   * @param arguments the file for the keys, and the issuer's address
   */
  public static void main(String[] arguments) throws IOException, JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("bench").algorithm(JWSAlgorithm.RS256).generate();
    Files.writeString(Path.of(arguments[0]), new JWKSet(key).toPublicJWKSet().toString());
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(arguments[1])
            .subject("bench")
            .audience("retzef")
            .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))
            .claim("roles", List.of("family-social-worker"))
            .claim("unit", "IL.SOUTH.A2630.D1")
            .build();
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("bench").build(), claims);
    token.sign(new RSASSASigner(key));
    System.out.println(token.serialize());
  }
}
