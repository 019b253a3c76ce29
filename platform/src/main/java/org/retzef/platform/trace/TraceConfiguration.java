package org.retzef.platform.trace;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.tracing.Tracer;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class TraceConfiguration {

  /*
   * Reactor would put the trace, the caller and the language into the thread before each value of a
   * handle operator, and the database driver has one for every message: more than a tenth of a
   * command's CPU. All of them are taken from the request instead; for the trace see Traces.
   */
  static {
    ContextRegistry registry = ContextRegistry.getInstance();
    List.copyOf(registry.getThreadLocalAccessors()).stream()
        .map(ThreadLocalAccessor::key)
        .forEach(registry::removeThreadLocalAccessor);
  }

  @Bean
  Traces traces(ObjectProvider<Tracer> tracer) {
    return new Traces(tracer);
  }
}
