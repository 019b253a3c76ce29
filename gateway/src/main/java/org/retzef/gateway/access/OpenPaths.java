package org.retzef.gateway.access;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What answers without a token: pages, the portal, health, and calls that name nobody. */
final class OpenPaths {

  private static final Map<HttpMethod, List<PathPattern>> PATHS =
      Map.of(
          HttpMethod.GET,
          parsed(
              "/actuator/**",
              "/docs",
              "/docs/**",
              "/r/**",
              "/v/**",
              "/f/**",
              "/s/*",
              "/sign/**",
              "/dashboard",
              "/dashboard/*",
              "/api/v1/vouchers/signing-keys",
              "/api/v1/rights/facts",
              "/api/v1/session-log",
              "/api/v1/feedback/*"),
          HttpMethod.POST,
          parsed(
              "/r/**",
              "/f/**",
              "/sms/callbacks",
              "/api/v1/screenings/anonymous",
              "/api/v1/feedback/*"));

  private OpenPaths() {}

  static boolean include(ServerHttpRequest request) {
    PathContainer path = request.getPath().pathWithinApplication();
    for (PathPattern open : PATHS.getOrDefault(request.getMethod(), List.of())) {
      if (open.matches(path)) {
        return true;
      }
    }
    return false;
  }

  private static List<PathPattern> parsed(String... paths) {
    return List.of(paths).stream().map(PathPatternParser.defaultInstance::parse).toList();
  }
}
