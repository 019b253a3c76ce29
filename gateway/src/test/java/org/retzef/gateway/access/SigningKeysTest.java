package org.retzef.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.retzef.platform.problem.Refusal;
import reactor.core.publisher.Mono;

class SigningKeysTest {

  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicReference<Mono<String>> provider = new AtomicReference<>(Mono.just("one"));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final SigningKeys keys =
      new SigningKeys(
          Mono.defer(
              () -> {
                fetches.incrementAndGet();
                return provider.get();
              }),
          () -> now);

  @Test
  void fetchesOnceForAllWhoAskAtTheSameTime() {
    for (int i = 0; i < 100; i++) {
      assertThat(keys.document().block()).isEqualTo("one");
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void fetchesAtMostOnceIn30SecondsOnceItKnowsKeys() {
    keys.document().block();
    now = now.plusSeconds(2);
    keys.document().block();
    assertThat(fetches).hasValue(2);

    now = now.plusSeconds(29);
    keys.document().block();
    assertThat(fetches).hasValue(2);

    now = now.plusSeconds(1);
    provider.set(Mono.just("two"));
    assertThat(keys.document().block()).isEqualTo("two");
  }

  @Test
  void remembersTheKeysWhileTheProviderIsAway() {
    keys.document().block();
    provider.set(Mono.error(new IOException("away")));
    now = now.plus(Duration.ofHours(1));

    assertThat(keys.document().block()).isEqualTo("one");
  }

  @Test
  void asksAgainEverySecondUntilItKnowsAnyKey() {
    provider.set(Mono.error(new IOException("away")));
    assertThatThrownBy(() -> keys.document().block()).isInstanceOf(Refusal.class);
    now = now.plusMillis(999);
    assertThatThrownBy(() -> keys.document().block()).isInstanceOf(Refusal.class);
    assertThat(fetches).hasValue(1);

    provider.set(Mono.just("one"));
    now = now.plusMillis(1);
    assertThat(keys.document().block()).isEqualTo("one");
  }
}
