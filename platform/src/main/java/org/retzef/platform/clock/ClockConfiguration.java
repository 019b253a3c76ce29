package org.retzef.platform.clock;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/** Gives a service its clock. */
@AutoConfiguration
class ClockConfiguration {

  /**
   * The clock of the business day; instants read from it are the same everywhere.
   *
   * @param file that moves the clock of a demonstration (decision 0062); never set elsewhere
   */
  @Bean
  @ConditionalOnMissingBean
  Clock clock(@Value("${retzef.clock-file:}") String file) {
    Clock machine = Clock.system(ZoneId.of("Asia/Jerusalem"));
    return file.isEmpty() ? machine : new MovableClock(Path.of(file), machine);
  }

  /** "Tomorrow" in a date check is tomorrow in Jerusalem. */
  @Bean
  ValidationConfigurationCustomizer validationByBusinessDay(Clock clock) {
    return validation -> validation.clockProvider(() -> clock);
  }
}
