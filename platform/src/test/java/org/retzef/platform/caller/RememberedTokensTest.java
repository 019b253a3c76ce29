package org.retzef.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
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

  @Test
  void takesATokenFromARequestWhetherItIsRememberedOrNot() {
    assertThat(taken("Bearer good")).isEqualTo("good");
    tokens.decode("good").block();
    assertThat(taken("Bearer good")).isEqualTo("good");
  }

  @Test
  void refusesWhatIsNoTokenAndWhoBringsNoneIsNobody() {
    assertThatThrownBy(() -> taken("Bearer not a token"))
        .isInstanceOf(OAuth2AuthenticationException.class);
    assertThatThrownBy(() -> taken("Bearer ")).isInstanceOf(OAuth2AuthenticationException.class);
    assertThat(taken("Basic good")).isNull();
    assertThat(tokens.convert(exchange(MockServerHttpRequest.get("/"))).block()).isNull();
  }

  private @Nullable String taken(String authorization) {
    var request = MockServerHttpRequest.get("/").header("Authorization", authorization);
    Authentication found = tokens.convert(exchange(request)).block();
    return found instanceof BearerTokenAuthenticationToken bearer ? bearer.getToken() : null;
  }

  private static MockServerWebExchange exchange(MockServerHttpRequest.BaseBuilder<?> request) {
    return MockServerWebExchange.from(request);
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
