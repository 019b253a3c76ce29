package org.retzef.platform.inbox;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.ReceiverContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A listener of batches has no trace of its own: each of its records came with another. */
final class EventTraces {

  private final ObservationRegistry observations;

  EventTraces(ObservationRegistry observations) {
    this.observations = observations;
  }

  void within(ConsumerRecord<String, byte[]> record, Runnable work) {
    traceOf(record).observe(work);
  }

  Mono<Void> within(ConsumerRecord<String, byte[]> record, Mono<Void> work) {
    return Mono.defer(
        () -> {
          Observation trace = traceOf(record).start();
          return carriedBy(trace, work).doFinally(_ -> trace.stop());
        });
  }

  /** Hands the trace of the thread that waits on to the reactive steps that it waits for. */
  <T> Mono<T> carriedOn(Mono<T> steps) {
    Observation ofThread = observations.getCurrentObservation();
    return ofThread == null ? steps : carriedBy(ofThread, steps);
  }

  private static <T> Mono<T> carriedBy(Observation trace, Mono<T> steps) {
    return steps.contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, trace));
  }

  private Observation traceOf(ConsumerRecord<String, byte[]> record) {
    var context = new ReceiverContext<ConsumerRecord<String, byte[]>>(EventTraces::header);
    context.setCarrier(record);
    return Observation.createNotStarted("retzef.inbox.event", () -> context, observations);
  }

  static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
