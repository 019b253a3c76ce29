package org.retzef.platform.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/** Finds a request's trace. */
public final class Traces {

  private final ObjectProvider<Tracer> tracer;

  Traces(ObjectProvider<Tracer> tracer) {
    this.tracer = tracer;
  }

  /** Empty where the request is not observed. */
  public static Optional<Span> of(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(context -> context.<TracingContext>get(TracingContext.class))
        .map(TracingContext::getSpan);
  }

  /** As in log lines and problems. */
  public static Optional<String> idOf(ServerWebExchange exchange) {
    return of(exchange).map(span -> span.context().traceId());
  }

  /** Does something whose log lines shall name the request's trace. */
  public <T> T within(ServerWebExchange exchange, Supplier<T> work) {
    Tracer available = tracer.getIfAvailable();
    if (available == null) {
      return work.get();
    }
    try (Tracer.SpanInScope _ = available.withSpan(of(exchange).orElse(null))) {
      return work.get();
    }
  }
}
