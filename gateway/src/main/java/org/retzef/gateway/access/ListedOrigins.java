package org.retzef.gateway.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.retzef.gateway.visit.Visit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;

/**
 * Lets pages of the listed origins call the API from a browser. For all others there is no rule at
 * all, so their browser refuses; refusing them here would also refuse our own pages wherever a
 * proxy in front makes {@code https} of {@code http}.
 */
@ConfigurationProperties("retzef.gateway.cors")
public final class ListedOrigins {

  private final Set<String> origins;
  private final CorsProcessor processor = new DefaultCorsProcessor();
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

  /** Whether there is more to do than to tell a browser what it may. */
  public boolean mayGoOn(Visit visit) {
    String origin = visit.header(HttpHeaderNames.ORIGIN);
    if (origin == null || !origins.contains(origin) || !visit.path().startsWith("/api/")) {
      return true;
    }
    var exchange =
        new DefaultServerWebExchange(
            visit.request(),
            visit.response(),
            new DefaultWebSessionManager(),
            ServerCodecConfigurer.create(),
            new AcceptHeaderLocaleContextResolver());
    return processor.process(rule, exchange) && !CorsUtils.isPreFlightRequest(visit.request());
  }
}
