package org.retzef.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

class RememberedTokensTest {

  private static final Instant NOW = Instant.parse("2026-09-18T08:00:00Z");

  private final List<String> checked = new ArrayList<>();
  private final RememberedTokens tokens =
      new RememberedTokens(this::check, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void checksAGoodTokenOnce() {
    Jwt first = tokens.decode("good").block();

    assertThat(tokens.decode("good").block()).isSameAs(first);
    assertThat(checked).containsExactly("good");
  }

  @Test
  void checksATokenAnewWhoseTimeIsOver() {
    tokens.decode("over").block();
    tokens.decode("over").block();

    assertThat(checked).containsExactly("over", "over");
  }

  @Test
  void doesNotRememberWhatWasRefused() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> tokens.decode("bad").block()).isInstanceOf(BadJwtException.class);
    }

    assertThat(checked).containsExactly("bad", "bad");
  }

  private Mono<Jwt> check(String token) {
    checked.add(token);
    return token.equals("bad")
        ? Mono.error(new BadJwtException("bad"))
        : Mono.just(
            Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("worker")
                .expiresAt(token.equals("over") ? NOW : NOW.plusSeconds(60))
                .build());
  }
}
