package org.retzef.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.retzef.gateway.rate.RateSettings.Quota;

/** Counts the requests of each sender against one quota: a bucket each, which refills evenly. */
final class Meter {

  /** Beyond so many senders at once those longest silent are forgotten. */
  private static final int MOST_SENDERS = 100_000;

  /**
   * What a sender may still do.
   *
   * @param left requests that it could send now
   * @param fullIn until all its requests are there again
   * @param retryIn zero if this request is let in; else until one like it would be
   */
  record Reading(Meter meter, long left, Duration fullIn, Duration retryIn) {

    boolean isLetIn() {
      return retryIn.isZero();
    }
  }

  private final String name;
  private final Quota quota;
  private final String policy;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  Meter(String name, Quota quota, TimeMeter time) {
    this.name = name;
    this.quota = quota;
    policy = "\"%s\";q=%d;w=%d".formatted(name, quota.requests(), quota.window().toSeconds());
    this.time = time;
    buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_SENDERS)
            .expireAfterAccess(quota.window())
            .ticker(time::currentTimeNanos)
            .build();
  }

  /** Takes one request of this sender's; a refused one costs it nothing. */
  Reading take(String sender) {
    var probe = buckets.get(sender, _ -> fullBucket()).tryConsumeAndReturnRemaining(1);
    return new Reading(
        this,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket fullBucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(quota.requests()).refillGreedy(quota.requests(), quota.window()))
        .withCustomTimePrecision(time)
        .build();
  }

  String name() {
    return name;
  }

  /** As the header {@code RateLimit-Policy} tells it. */
  String policy() {
    return policy;
  }
}
