package org.retzef.local.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What a service learns from an access token: who, in which unit, with which roles and scopes. */
@Component
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
  private static final String AUDIENCE = "retzef";

  @Override
  public void customize(JwtEncodingContext context) {
    if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return;
    }
    context
        .getClaims()
        .audience(List.of(AUDIENCE))
        .claim("scope", String.join(" ", context.getAuthorizedScopes()))
        .claims(claims -> claims.putAll(claimsOf(context)));
  }

  private static Map<String, Object> claimsOf(JwtEncodingContext context) {
    Authentication principal = context.getPrincipal();
    String name = Objects.requireNonNull(principal, "a token belongs to someone").getName();
    if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
      return DemoClient.withId(name).orElseThrow().claims();
    }
    DemoLogin person = DemoLogin.named(name).orElseThrow();
    return Map.of("roles", person.roles(), "unit", person.unit());
  }
}
