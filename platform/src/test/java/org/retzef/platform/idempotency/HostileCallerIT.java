package org.retzef.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class HostileCallerIT {

  @Autowired private WebTestClient http;

  static Stream<String> refusedTokens() {
    return Stream.of(
        good().issuer("http://localhost:1/other").signed(),
        good().audience("another").signed(),
        good().expired().signed(),
        good().withoutExpiry().signed(),
        good().unsigned(),
        good().signedWithPublicKey(),
        good().signedByStranger(),
        good().claim("unit", "not a unit").signed(),
        good().claim("unit", null).signed(),
        good().signed() + "x",
        "not.a.token",
        "x".repeat(7000));
  }

  private static TestTokens.Builder good() {
    return TestTokens.of("anna").unit("IL.SOUTH").roles("counter");
  }

  @ParameterizedTest
  @MethodSource("refusedTokens")
  void refusesEveryTokenThatIsNotOurs(String token) {
    post(token)
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .exists("WWW-Authenticate")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("token-refused")
        .jsonPath("$.detail")
        .isEqualTo("אסימון ההזדהות חסר, פג תוקף או אינו תקף.");
  }

  @Test
  void refusesARoleThatPosesAsAScope() {
    post(TestTokens.token("x", "IL.SOUTH", "scope:count")).expectStatus().isForbidden();
    post(TestTokens.of("ngo").unit("IL").claim("scope", "count").signed())
        .expectStatus()
        .isCreated();
  }

  @Test
  void doesNotAnswerWhereThereIsNoRule() {
    http.get()
        .uri("/counts")
        .headers(headers -> headers.setBearerAuth(good().signed()))
        .exchange()
        .expectStatus()
        .isForbidden();
    http.get().uri("/counts").exchange().expectStatus().isUnauthorized();
  }

  @Test
  void answersInTheAskedLanguage() {
    http.post()
        .uri("/counts")
        .header("Accept-Language", "fr, ar;q=0.8, en;q=0.5")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectBody()
        .jsonPath("$.title")
        .isEqualTo("مطلوب إثبات الهوية");
  }

  @Test
  void tellsWhenTheBodyIsTooLargeOrOfAnotherType() {
    http.post()
        .uri("/counts")
        .headers(headers -> headers.setBearerAuth(good().signed()))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"by\": 1, \"x\": \"" + "y".repeat(300_000) + "\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(413);
    http.post()
        .uri("/counts")
        .headers(headers -> headers.setBearerAuth(good().signed()))
        .contentType(MediaType.APPLICATION_XML)
        .bodyValue("<by>1</by>")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("application/json"));
  }

  private WebTestClient.ResponseSpec post(String token) {
    return http.post()
        .uri("/counts")
        .headers(headers -> headers.setBearerAuth(token))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"by\": 1}")
        .exchange();
  }
}
