package org.retzef.gateway.deprecation;

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.retzef.gateway.deprecation.DeprecationSettings.Route;
import org.retzef.gateway.visit.Visit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Says on every answer of a deprecated operation, refusals included, since when it is ({@code
 * Deprecation}, RFC 9745), when it ends ({@code Sunset}, RFC 8594), and where to read about it.
 */
@Component
@EnableConfigurationProperties(DeprecationSettings.class)
public final class DeprecatedRoutes {

  private static final String POLICY =
      "</docs/deprecation>; rel=\"deprecation\"; type=\"text/html\"";

  private final Map<Route, PathPattern> routes = new LinkedHashMap<>();

  DeprecatedRoutes(DeprecationSettings settings) {
    settings
        .routes()
        .forEach(route -> routes.put(route, PathPatternParser.defaultInstance.parse(route.path())));
  }

  public void tell(Visit visit) {
    for (var route : routes.entrySet()) {
      if (covers(route.getKey(), route.getValue(), visit.request())) {
        tell(route.getKey(), visit.response().getHeaders());
        return;
      }
    }
  }

  private static boolean covers(Route route, PathPattern path, ServerHttpRequest request) {
    return (route.methods().isEmpty() || route.methods().contains(request.getMethod()))
        && path.matches(request.getPath().pathWithinApplication());
  }

  private static void tell(Route route, HttpHeaders headers) {
    headers.set("Deprecation", "@" + route.since().getEpochSecond());
    if (route.sunset() != null) {
      headers.setZonedDateTime("Sunset", route.sunset().atZone(ZoneOffset.UTC));
    }
    headers.add(HttpHeaders.LINK, POLICY);
  }
}
