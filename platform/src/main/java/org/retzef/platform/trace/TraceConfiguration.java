package org.retzef.platform.trace;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class TraceConfiguration {

  @Bean
  Traces traces(ObjectProvider<Tracer> tracer) {
    return new Traces(tracer);
  }
}
