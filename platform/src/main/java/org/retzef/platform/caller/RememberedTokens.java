package org.retzef.platform.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Remembers for half a minute which tokens were found good. A client sends the same one with every
 * request, and its signature costs more CPU than the rest of the way in. A token whose time is over
 * is checked like a new one; what was refused is not remembered.
 */
public final class RememberedTokens implements ReactiveJwtDecoder, ServerAuthenticationConverter {

  private static final String BEARER = "Bearer ";

  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int MOST = 2_000;

  private final ServerAuthenticationConverter firstSight =
      new ServerBearerTokenAuthenticationConverter();
  private final ReactiveJwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Jwt> good =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(TIME).build();

  public RememberedTokens(ReactiveJwtDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  /** The token of a request; one that was found good before is not looked at letter by letter. */
  @Override
  public Mono<Authentication> convert(ServerWebExchange exchange) {
    String written = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (written != null && written.startsWith(BEARER)) {
      String token = written.substring(BEARER.length());
      if (good.getIfPresent(token) != null) {
        return Mono.just(new BearerTokenAuthenticationToken(token));
      }
    }
    return firstSight.convert(exchange);
  }

  @Override
  public Mono<Jwt> decode(String token) {
    Jwt known = good.getIfPresent(token);
    return known != null && isInTime(known)
        ? Mono.just(known)
        : decoder.decode(token).doOnNext(found -> good.put(token, found));
  }

  private boolean isInTime(Jwt token) {
    Instant end = token.getExpiresAt();
    return end != null && clock.instant().isBefore(end);
  }
}
