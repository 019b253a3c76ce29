package org.retzef.gateway.access;

import org.jspecify.annotations.Nullable;
import org.retzef.gateway.rate.RateLimits;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The rules of entry, in one step: a token that is good or none, a sender whose measure is not used
 * up, a path that is open or asks for a token. What stands in no rule is 404. The framework's own
 * chain takes nine steps for the same, and each of them costs as much as reading the token.
 */
final class WayIn implements WebFilter {

  private static final String BEARER = "Bearer ";

  private final ReactiveJwtDecoder tokens;
  private final RateLimits rates;

  WayIn(ReactiveJwtDecoder tokens, RateLimits rates) {
    this.tokens = tokens;
    this.rates = rates;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String token = tokenOf(exchange.getRequest());
    return token == null
        ? enter(exchange, null, chain)
        : goodToken(token)
            .onErrorMap(failure -> counted(exchange, failure))
            .flatMap(good -> enter(exchange, good, chain));
  }

  private static @Nullable String tokenOf(ServerHttpRequest request) {
    String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length())
        : null;
  }

  private Mono<Jwt> goodToken(String token) {
    return isWritten(token)
        ? tokens.decode(token)
        : Mono.error(new BadJwtException("signs that no token has"));
  }

  /** A decoder that passes over other signs would take one token for another. */
  private static boolean isWritten(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (!PlainPaths.isWordCharacter(c) && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** A token that is refused counts as its sender's address: guessing is no way around a limit. */
  private Throwable counted(ServerWebExchange exchange, Throwable failure) {
    if (failure instanceof BadJwtException) {
      rates.admit(exchange, null);
      return tokenRefused();
    }
    return failure;
  }

  private Mono<Void> enter(ServerWebExchange exchange, @Nullable Jwt token, WebFilterChain chain) {
    rates.admit(exchange, token);
    if (OpenPaths.include(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    if (!exchange.getRequest().getPath().value().startsWith("/api/")) {
      return Mono.error(new Refusal(Kind.NOT_FOUND, "not-found"));
    }
    return token == null ? Mono.error(tokenRefused()) : chain.filter(exchange);
  }

  private static Refusal tokenRefused() {
    return new Refusal(Kind.UNAUTHENTICATED, "token-refused");
  }
}
