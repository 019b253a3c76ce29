package org.retzef.platform.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * What becomes of work that nobody asks for ({@code @Scheduled}) when it fails, and when the
 * service ends. Spring's own handler writes a failure's words into the log, and a database quotes
 * values in them.
 */
@AutoConfiguration(before = TaskSchedulingAutoConfiguration.class)
class ScheduledWorkConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ScheduledWorkConfiguration.class);

  /**
   * What failed is tried again at its next time. What runs when the service ends may finish: the
   * scheduler's own stop waits for it, and begins nothing new.
   */
  @Bean
  ThreadPoolTaskSchedulerCustomizer scheduledWork() {
    return scheduler ->
        scheduler.setErrorHandler(
            failure -> log.warn("Scheduled work failed this time", FailureForLog.of(failure)));
  }
}
