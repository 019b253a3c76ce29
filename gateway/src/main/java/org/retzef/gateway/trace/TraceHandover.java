package org.retzef.gateway.trace;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.propagation.Propagator;
import org.retzef.platform.trace.Traces;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands the trace on to the service. The library's own filter would do so too, and leave a timer
 * running for ever with each call that fails.
 */
@Component
final class TraceHandover implements HttpHeadersFilter {

  private final Propagator propagator;

  TraceHandover(Propagator propagator) {
    this.propagator = propagator;
  }

  @Override
  public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
    Traces.of(exchange).ifPresent(span -> write(span.context(), headers));
    return headers;
  }

  private void write(TraceContext trace, HttpHeaders headers) {
    propagator.inject(trace, headers, (_, name, value) -> headers.set(name, value));
  }
}
