package org.retzef.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Finds a request's trace. */
@Component
public final class Traces {

  private final Tracer tracer;

  Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Empty where the request is not observed. */
  public static Optional<Span> of(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(context -> context.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan);
  }

  /** Does something whose log lines and problems shall name the request's trace. */
  public <T> T within(ServerWebExchange exchange, Supplier<T> work) {
    try (Tracer.SpanInScope _ = tracer.withSpan(of(exchange).orElse(null))) {
      return work.get();
    }
  }
}
