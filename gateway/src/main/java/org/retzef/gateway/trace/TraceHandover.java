package org.retzef.gateway.trace;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.propagation.Propagator;
import io.netty.handler.codec.http.HttpHeaders;
import org.retzef.platform.trace.Traces;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands the trace on to the service. The library's own filter would do so too, and leave a timer
 * running for ever with each call that fails.
 */
@Component
public final class TraceHandover {

  private final Propagator propagator;

  TraceHandover(Propagator propagator) {
    this.propagator = propagator;
  }

  /** Writes the request's trace into what is sent to the service. */
  public void write(ServerWebExchange exchange, HttpHeaders headers) {
    Traces.of(exchange).ifPresent(span -> write(span.context(), headers));
  }

  private void write(TraceContext trace, HttpHeaders headers) {
    propagator.inject(trace, headers, (_, name, value) -> headers.set(name, value));
  }
}
