package org.retzef.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@ExtendWith(OutputCaptureExtension.class)
class ScheduledWorkTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ScheduledWorkConfiguration.class, TaskSchedulingAutoConfiguration.class))
          .withUserConfiguration(Scheduling.class);

  @Test
  void isDoneAgainAfterAFailureOfWhichTheLogTellsNoWords(CapturedOutput output) {
    service
        .withBean(Failing.class)
        .run(
            context -> {
              await().until(() -> context.getBean(Failing.class).times.get() > 1);
              assertThat(output)
                  .contains("Scheduled work failed this time", "IllegalStateException", "Failing")
                  .doesNotContain("Salma");
            });
  }

  @Test
  void mayFinishWhenTheServiceEnds() {
    AtomicBoolean done = new AtomicBoolean();
    service
        .withBean(Working.class, () -> new Working(done))
        .run(
            context -> {
              context.getBean(Working.class).begun.await();
              context.close();
              assertThat(done).isTrue();
            });
  }

  @EnableScheduling
  static class Scheduling {}

  static class Failing {

    private final AtomicInteger times = new AtomicInteger();

    @Scheduled(fixedDelay = 10)
    void fail() {
      times.incrementAndGet();
      throw new IllegalStateException("Key (name)=(Salma) exists");
    }
  }

  static class Working {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean done;

    Working(AtomicBoolean done) {
      this.done = done;
    }

    /** An interrupted wait would end it at once. */
    @Scheduled(fixedDelay = 3_600_000)
    void work() throws InterruptedException {
      begun.countDown();
      done.set(!new CountDownLatch(1).await(300, java.util.concurrent.TimeUnit.MILLISECONDS));
    }
  }
}
