package org.retzef.gateway.access;

import org.retzef.platform.trace.Traces;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Headers that every answer carries, those of refusals included. A service's page may bring its own
 * content policy; nothing under {@code /api} may rest in a cache.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AnswerHeaders implements WebFilter {

  private static final String TRACE_ID = "X-Trace-Id";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> complete(exchange)));
    return chain.filter(exchange);
  }

  private static void complete(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (!headers.containsHeader("Content-Security-Policy")) {
      headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
    if (exchange.getRequest().getURI().getRawPath().startsWith("/api/")) {
      headers.setCacheControl("no-store");
    }
    Traces.of(exchange).ifPresent(span -> headers.set(TRACE_ID, span.context().traceId()));
  }
}
