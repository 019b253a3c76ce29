package org.retzef.gateway.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.retzef.gateway.rate.RateLimits;
import org.retzef.gateway.visit.Visit;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * The rules of entry, in one step: a token that is good or none, a sender whose measure is not used
 * up, a path that is open or asks for a token. What stands in no rule is 404. The framework's own
 * chain takes nine steps for the same, and each of them costs as much as reading the token.
 */
public final class WayIn {

  private static final String BEARER = "Bearer ";

  private final ReactiveJwtDecoder tokens;
  private final RateLimits rates;

  WayIn(ReactiveJwtDecoder tokens, RateLimits rates) {
    this.tokens = tokens;
    this.rates = rates;
  }

  /**
   * @param onward where a request goes whose sender may come in
   */
  public Mono<Void> enter(Visit visit, Function<Visit, Mono<Void>> onward) {
    String token = tokenOf(visit);
    return token == null
        ? enter(visit, null, onward)
        : goodToken(token)
            .onErrorMap(failure -> counted(visit, failure))
            .flatMap(good -> visit.onItsThread(() -> enter(visit, good, onward)));
  }

  private static @Nullable String tokenOf(Visit visit) {
    String authorization = visit.header(HttpHeaderNames.AUTHORIZATION);
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
  private Throwable counted(Visit visit, Throwable failure) {
    if (failure instanceof BadJwtException) {
      rates.admit(visit, null);
      return tokenRefused();
    }
    return failure;
  }

  private Mono<Void> enter(Visit visit, @Nullable Jwt token, Function<Visit, Mono<Void>> onward) {
    rates.admit(visit, token);
    if (OpenPaths.include(visit.method(), visit.path())) {
      return onward.apply(visit);
    }
    if (!visit.path().startsWith("/api/")) {
      return Mono.error(new Refusal(Kind.NOT_FOUND, "not-found"));
    }
    return token == null ? Mono.error(tokenRefused()) : onward.apply(visit);
  }

  private static Refusal tokenRefused() {
    return new Refusal(Kind.UNAUTHENTICATED, "token-refused");
  }
}
