package org.retzef.platform.outbox;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** The W3C trace header of whatever is observed in the Reactor context. */
final class TraceParent {

  private TraceParent() {}

  /** The header's value, or an empty text where nothing is traced. */
  static Mono<String> current() {
    return Mono.deferContextual(context -> Mono.just(of(context)));
  }

  private static String of(ContextView context) {
    Observation observation =
        context.getOrDefault(ObservationThreadLocalAccessor.KEY, Observation.NOOP);
    if (observation == null) {
      return "";
    }
    TracingContext tracing = observation.getContextView().get(TracingContext.class);
    return tracing == null || tracing.getSpan() == null ? "" : header(tracing.getSpan().context());
  }

  private static String header(TraceContext trace) {
    String sampled = Boolean.TRUE.equals(trace.sampled()) ? "01" : "00";
    return "00-" + trace.traceId() + "-" + trace.spanId() + "-" + sampled;
  }
}
