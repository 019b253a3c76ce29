package org.retzef.gateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets pages of the listed origins call the API from a browser. For all others there is no rule at
 * all, so their browser refuses; refusing them here would also refuse our own pages wherever a
 * proxy in front makes {@code https} of {@code http}.
 */
@ConfigurationProperties("retzef.gateway.cors")
final class ListedOrigins implements CorsConfigurationSource {

  private final Set<String> origins;
  private final CorsConfiguration rule = new CorsConfiguration();

  /**
   * @param origins as a browser sends them: scheme, host and port, no path
   */
  ListedOrigins(Set<String> origins) {
    this.origins = origins;
    rule.setAllowedOrigins(List.copyOf(origins));
    rule.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
    rule.setAllowedHeaders(
        List.of(
            "Accept",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match"));
    rule.setExposedHeaders(
        List.of(
            "ETag",
            "Idempotency-Replayed",
            "Link",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "X-Trace-Id"));
    rule.setMaxAge(Duration.ofHours(1));
  }

  @Override
  public @Nullable CorsConfiguration getCorsConfiguration(ServerWebExchange exchange) {
    var request = exchange.getRequest();
    String origin = request.getHeaders().getOrigin();
    boolean isListed =
        origin != null && origins.contains(origin) && request.getPath().value().startsWith("/api/");
    return isListed ? rule : null;
  }
}
