package org.retzef.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.rate.RateSettings.Quota;

class MeterTest {

  private final AtomicLong now = new AtomicLong(-1000); // nanoTime may begin below zero
  private final Meter meter =
      new Meter("test", new Quota(10, Duration.ofSeconds(20)), new Clock()); // one each 2 s

  @Test
  void letsAWholeQuotaInAtOnceAndTellsWhatIsLeft() {
    for (int left = 9; left >= 0; left--) {
      Meter.Reading reading = meter.take("a");
      assertThat(reading.isLetIn()).isTrue();
      assertThat(reading.left()).isEqualTo(left);
      assertThat(reading.fullIn()).isEqualTo(Duration.ofSeconds(2 * (10 - left)));
    }
    Meter.Reading eleventh = meter.take("a");
    assertThat(eleventh.isLetIn()).isFalse();
    assertThat(eleventh.retryIn()).isEqualTo(Duration.ofSeconds(2));
    assertThat(eleventh.left()).isZero();
  }

  @Test
  void refillsEvenlyAndARefusedRequestCostsNothing() {
    use("a", 10);
    for (int i = 0; i < 100; i++) {
      assertThat(meter.take("a").isLetIn()).isFalse();
    }
    pass(Duration.ofMillis(1999));
    assertThat(meter.take("a").isLetIn()).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(meter.take("a").isLetIn()).isTrue();
    assertThat(meter.take("a").isLetIn()).isFalse();
  }

  @Test
  void neverGathersMoreThanOneQuota() {
    use("a", 1);
    pass(Duration.ofHours(1));
    use("a", 10);
    assertThat(meter.take("a").isLetIn()).isFalse();
  }

  @Test
  void countsEachSenderAlone() {
    use("a", 10);
    use("b", 10);
    assertThat(meter.take("a").isLetIn()).isFalse();
    assertThat(meter.take("c").isLetIn()).isTrue();
  }

  @Test
  void letsExactlyOneQuotaInHoweverManyAskAtOnce() {
    AtomicInteger letIn = new AtomicInteger();
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 5_000; i++) {
        threads.submit(
            () -> {
              if (meter.take("a").isLetIn()) {
                letIn.incrementAndGet();
              }
            });
      }
    }
    assertThat(letIn).hasValue(10);
  }

  private void use(String sender, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(meter.take(sender).isLetIn()).isTrue();
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private final class Clock implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return now.get();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
