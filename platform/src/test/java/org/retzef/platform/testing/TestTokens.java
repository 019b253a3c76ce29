package org.retzef.platform.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An issuer of real tokens, and of tokens that must be refused. */
public final class TestTokens {

  private static final RSAKey KEY = newKey();
  private static final HttpServer SERVER = serve();
  private static final Map<Person, String> SIGNED = new ConcurrentHashMap<>();

  private TestTokens() {}

  /** The issuer's address; it serves its discovery document and its keys. */
  public static String issuer() {
    return "http://localhost:" + SERVER.getAddress().getPort();
  }

  /**
   * A valid token of a person in a unit with these roles: one for all requests, as a client has it.
   * To sign another costs more than most requests do.
   */
  public static String token(String subject, String unit, String... roles) {
    return SIGNED.computeIfAbsent(
        new Person(subject, unit, List.of(roles)),
        _ -> of(subject).unit(unit).roles(roles).signed());
  }

  private record Person(String subject, String unit, List<String> roles) {}

  /** A token to be shaped claim by claim; as it stands it is valid but for its roles and unit. */
  public static Builder of(String subject) {
    return new Builder(subject);
  }

  /** Ends with {@link #signed} or with one of the ways of forging. */
  public static final class Builder {

    private final JWTClaimsSet.Builder claims;

    private Builder(String subject) {
      claims =
          new JWTClaimsSet.Builder()
              .issuer(TestTokens.issuer())
              .subject(subject)
              .audience("retzef")
              .issueTime(Date.from(Instant.now()))
              .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
              .claim("roles", List.of());
    }

    public Builder unit(String path) {
      return claim("unit", path);
    }

    public Builder roles(String... roles) {
      return claim("roles", List.of(roles));
    }

    /** Any other claim, such as {@code partner}, {@code vendor} or {@code scope}. */
    public Builder claim(String name, Object value) {
      claims.claim(name, value);
      return this;
    }

    public Builder issuer(String issuer) {
      claims.issuer(issuer);
      return this;
    }

    public Builder audience(String audience) {
      claims.audience(audience);
      return this;
    }

    /** Ended an hour ago. */
    public Builder expired() {
      claims.expirationTime(Date.from(Instant.now().minus(Duration.ofHours(1))));
      return this;
    }

    public Builder expires(Instant end) {
      claims.issueTime(Date.from(end.minus(Duration.ofHours(1))));
      claims.expirationTime(Date.from(end));
      return this;
    }

    public Builder notBefore(Instant begin) {
      claims.notBeforeTime(Date.from(begin));
      return this;
    }

    public Builder withoutExpiry() {
      claims.expirationTime(null);
      return this;
    }

    public String signed() {
      return sign(JWSAlgorithm.RS256, signer(KEY));
    }

    /** Signed by the issuer's key, with a header that is shaped first. */
    public String signed(JWSAlgorithm algorithm, UnaryOperator<JWSHeader.Builder> header) {
      return sign(
          header.apply(new JWSHeader.Builder(algorithm).keyID(KEY.getKeyID())), signer(KEY));
    }

    /** Signed by another key, with a header that is shaped first. */
    public String signedBy(RSAKey other, UnaryOperator<JWSHeader.Builder> header) {
      return sign(header.apply(new JWSHeader.Builder(JWSAlgorithm.RS256)), signer(other));
    }

    /** {@code alg: none}. */
    public String unsigned() {
      return new PlainJWT(claims.build()).serialize();
    }

    /** HS256 with the issuer's public key as the secret: fools whoever lets the token choose. */
    public String signedWithPublicKey() {
      try {
        return sign(JWSAlgorithm.HS256, new MACSigner(KEY.toRSAPublicKey().getEncoded()));
      } catch (JOSEException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** RS256 with a key that the issuer does not know, under the issuer's key id. */
    public String signedByStranger() {
      return sign(JWSAlgorithm.RS256, signer(newKey()));
    }

    private String sign(JWSAlgorithm algorithm, JWSSigner signer) {
      return sign(new JWSHeader.Builder(algorithm).keyID(KEY.getKeyID()), signer);
    }

    private String sign(JWSHeader.Builder header, JWSSigner signer) {
      var token = new SignedJWT(header.build(), claims.build());
      try {
        token.sign(signer);
      } catch (JOSEException impossible) {
        throw new IllegalStateException(impossible);
      }
      return token.serialize();
    }
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("test").algorithm(JWSAlgorithm.RS256).generate();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static HttpServer serve() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      String keys = new JWKSet(KEY).toPublicJWKSet().toString();
      String issuer = "http://localhost:" + server.getAddress().getPort();
      server.createContext("/jwks", exchange -> answer(exchange, keys));
      server.createContext(
          "/.well-known/openid-configuration",
          exchange ->
              answer(
                  exchange,
                  """
                  {"issuer": "%1$s", "jwks_uri": "%1$s/jwks",
                   "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                   "response_types_supported": ["code"], "subject_types_supported": ["public"],
                   "id_token_signing_alg_values_supported": ["RS256"]}
                  """
                      .formatted(issuer)));
      server.start();
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
