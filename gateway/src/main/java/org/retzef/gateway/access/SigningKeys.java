package org.retzef.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The identity provider's public keys, as its JSON document. The last good document stands while
 * the provider is away, and tokens with invented key ids cannot make the gateway ask more often
 * than every 30 seconds.
 */
final class SigningKeys {

  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration BEFORE_THE_FIRST_IS_GOOD = Duration.ofSeconds(1);

  private final Mono<String> provider;
  private final InstantSource clock;

  private volatile @Nullable String lastGood;
  private Mono<String> latest = Mono.empty();
  private Instant nextFetch = Instant.MIN;

  /**
   * @param provider fetches the document, anew at each subscription
   */
  SigningKeys(Mono<String> provider, InstantSource clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /** One fetch answers all who ask until the next is due; refused when none was ever good. */
  synchronized Mono<String> document() {
    Instant now = clock.instant();
    if (!now.isBefore(nextFetch)) {
      nextFetch = now.plus(lastGood == null ? BEFORE_THE_FIRST_IS_GOOD : BETWEEN_FETCHES);
      latest = provider.doOnNext(this::learn).onErrorResume(this::recall).cache();
    }
    return latest;
  }

  private void learn(String document) {
    lastGood = document;
  }

  private Mono<String> recall(Throwable failure) {
    LOG.warn("signing keys not fetched: {}", failure.getClass().getSimpleName());
    return Mono.justOrEmpty(lastGood)
        .switchIfEmpty(Mono.error(() -> new Refusal(Kind.UNAVAILABLE, "unavailable")));
  }
}
