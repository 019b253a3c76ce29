package org.retzef.platform.caller;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.web.server.ServerWebExchange;

/**
 * The person or client behind a request. Controllers take it as a parameter; queries take its unit.
 *
 * @param subject the token's {@code sub}: stable, not a name
 * @param roles as in the contract, {@code family-social-worker}
 * @param unit what the caller sees, with all below it
 * @param partner the code of a partner organisation, for its client credentials
 * @param vendor the code of a vendor, for its client credentials
 * @param scopes what a partner's agreement grants
 * @param client the program that the token was given to; null where the issuer does not say
 */
public record Caller(
    String subject,
    Set<String> roles,
    UnitPath unit,
    @Nullable String partner,
    @Nullable String vendor,
    Set<String> scopes,
    @Nullable String client) {

  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String SCOPE = "scope:";

  static Caller of(Jwt token) {
    return new Caller(
        required(token, JwtClaimNames.SUB),
        Set.copyOf(listClaim(token, "roles")),
        new UnitPath(required(token, "unit")),
        token.getClaimAsString("partner"),
        token.getClaimAsString("vendor"),
        scopes(token),
        token.getClaimAsString("azp"));
  }

  /** Whose token came with the request, also where it was refused for its role; null if none. */
  public static @Nullable Caller of(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE);
  }

  void rememberIn(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  public boolean has(String role) {
    return roles.contains(role);
  }

  /**
   * Whether the caller is meant by a word of the {@link AccessRules}: a role, or {@code scope:x}.
   * No role can pose as a scope.
   */
  boolean is(String roleOrScope) {
    return roleOrScope.startsWith(SCOPE)
        ? scopes.contains(roleOrScope.substring(SCOPE.length()))
        : roles.contains(roleOrScope);
  }

  public boolean sees(UnitPath other) {
    return unit.contains(other);
  }

  /** The SQL predicate's value: {@code where unit <@ :callerUnit::ltree}. */
  public String unitPath() {
    return unit.path();
  }

  private static String required(Jwt token, String claim) {
    return Objects.requireNonNull(token.getClaimAsString(claim), claim);
  }

  private static Set<String> scopes(Jwt token) {
    Object scope = token.getClaim("scope");
    return switch (scope) {
      case String text when !text.isBlank() -> Set.of(text.trim().split(" +"));
      case List<?> list -> Set.copyOf(list.stream().map(String::valueOf).toList());
      case null, default -> Set.of();
    };
  }

  private static List<String> listClaim(Jwt token, String claim) {
    List<String> values = token.getClaimAsStringList(claim);
    return values == null ? List.of() : values;
  }
}
