package org.retzef.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Begins a request's trace, or goes on with its client's, and hands it on to the service. */
@Component
public final class RequestTraces {

  private final Tracer tracer;
  private final Propagator propagator;

  RequestTraces(Tracer tracer, Propagator propagator) {
    this.tracer = tracer;
    this.propagator = propagator;
  }

  /** The request's part of the trace. */
  public Span begin(ServerHttpRequest request) {
    return propagator
        .extract(request.getHeaders(), (headers, name) -> headers.getFirst(name))
        .kind(Span.Kind.SERVER)
        .start();
  }

  /** Writes the trace into what is sent to the service. */
  public void write(Span span, HttpHeaders headers) {
    propagator.inject(span.context(), headers, (_, name, value) -> headers.set(name, value));
  }

  /** Does something whose log lines shall name the request's trace. */
  public <T> T within(Span span, Supplier<T> work) {
    try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
      return work.get();
    }
  }
}
