package org.retzef.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.retzef.gateway.rate.RateSettings.Quota;

/**
 * Counts the requests of each sender against one quota: a bucket that refills evenly, kept as the
 * moment at which it would be full again (generic cell rate algorithm).
 */
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
  private final LongSupplier nanoTime;
  private final long window;
  private final long cost;
  private final Cache<String, AtomicLong> fullAgain;

  Meter(String name, Quota quota, LongSupplier nanoTime) {
    this.name = name;
    this.quota = quota;
    this.nanoTime = nanoTime;
    window = quota.window().toNanos();
    cost = window / quota.requests();
    fullAgain =
        Caffeine.newBuilder()
            .maximumSize(MOST_SENDERS)
            .expireAfterAccess(quota.window())
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /** Takes one request of this sender's; a refused one costs it nothing. */
  Reading take(String sender) {
    long now = nanoTime.getAsLong();
    AtomicLong moment = fullAgain.get(sender, _ -> new AtomicLong(now));
    long before = Math.max(now, moment.getAndUpdate(full -> afterOne(full, now)));
    long after = before + cost;
    long tooEarly = after - now - window;
    long used = (tooEarly > 0 ? before : after) - now;
    return new Reading(
        this,
        (window - used) / cost,
        Duration.ofNanos(used),
        Duration.ofNanos(Math.max(0, tooEarly)));
  }

  private long afterOne(long full, long now) {
    long after = Math.max(full, now) + cost;
    return after - now > window ? full : after;
  }

  String name() {
    return name;
  }

  Quota quota() {
    return quota;
  }
}
