package org.retzef.gateway.deprecation;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.retzef.gateway.deprecation.DeprecationSettings.Route;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Says on every answer of a deprecated operation, refusals included, since when it is ({@code
 * Deprecation}, RFC 9745), when it ends ({@code Sunset}, RFC 8594), and where to read about it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@EnableConfigurationProperties(DeprecationSettings.class)
final class DeprecatedRoutes implements WebFilter {

  private static final String POLICY =
      "</docs/deprecation>; rel=\"deprecation\"; type=\"text/html\"";

  private final Map<Route, PathPattern> routes = new LinkedHashMap<>();

  DeprecatedRoutes(DeprecationSettings settings) {
    settings
        .routes()
        .forEach(route -> routes.put(route, PathPatternParser.defaultInstance.parse(route.path())));
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    routes.entrySet().stream()
        .filter(route -> covers(route.getKey(), route.getValue(), exchange.getRequest()))
        .findFirst()
        .ifPresent(route -> tellAtTheEnd(route.getKey(), exchange.getResponse()));
    return chain.filter(exchange);
  }

  private static boolean covers(Route route, PathPattern path, ServerHttpRequest request) {
    return (route.methods().isEmpty() || route.methods().contains(request.getMethod()))
        && path.matches(request.getPath().pathWithinApplication());
  }

  private static void tellAtTheEnd(Route route, ServerHttpResponse answer) {
    answer.beforeCommit(() -> Mono.fromRunnable(() -> tell(route, answer.getHeaders())));
  }

  private static void tell(Route route, HttpHeaders headers) {
    headers.set("Deprecation", "@" + route.since().getEpochSecond());
    if (route.sunset() != null) {
      headers.setZonedDateTime("Sunset", route.sunset().atZone(ZoneOffset.UTC));
    }
    headers.add(HttpHeaders.LINK, POLICY);
  }
}
