package org.retzef.gateway.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets pass only paths that every program on the way reads alike. Ids, codes and unit paths need no
 * percent sign, semicolon or empty segment; whoever sends one hopes that gateway and service
 * differ. Before platform's firewall: with two of them and no first, Spring Security would take its
 * own.
 */
@Component
@Primary
final class PlainPaths implements ServerWebExchangeFirewall {

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE);

  @Override
  public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    if (!METHODS.contains(request.getMethod())) {
      return Mono.error(new Refusal(Kind.METHOD_NOT_ALLOWED, "method-not-allowed"));
    }
    return isPlain(request.getURI().getRawPath()) && PlainHeaders.arePlain(request.getHeaders())
        ? Mono.just(exchange)
        : Mono.error(new Refusal(Kind.INVALID, "request-malformed"));
  }

  /** Segments of letters, digits and {@code - . _ ~}, none empty, none beginning with a dot. */
  static boolean isPlain(@Nullable String path) {
    if (path == null || !path.startsWith("/")) {
      return false;
    }
    char before = ' ';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean allowed = c == '/' || c == '.' ? before != '/' : isWordCharacter(c);
      if (!allowed) {
        return false;
      }
      before = c;
    }
    return path.length() == 1 || before != '/';
  }

  static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '~';
  }
}
