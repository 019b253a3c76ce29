package org.retzef.gateway.access;

import java.time.Duration;
import java.time.InstantSource;
import org.retzef.platform.problem.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Puts {@link SigningKeys} between Spring's token decoder, which would ask the provider at every
 * unknown key id, and the provider.
 */
@Configuration(proxyBeanMethods = false)
class SigningKeysConfiguration {

  @Bean
  SigningKeys signingKeys(
      @Value("${spring.security.oauth2.resourceserver.jwt.jwk-set-uri}") String address) {
    Mono<String> provider =
        WebClient.create(address)
            .get()
            .retrieve()
            .bodyToMono(String.class)
            .timeout(Duration.ofSeconds(3));
    return new SigningKeys(provider, InstantSource.system());
  }

  @Bean
  JwkSetUriReactiveJwtDecoderBuilderCustomizer keysAreKept(SigningKeys keys) {
    ExchangeFilterFunction kept = (_, _) -> keys.document().map(SigningKeysConfiguration::answer);
    return decoder -> decoder.webClient(WebClient.builder().filter(kept).build());
  }

  private static ClientResponse answer(String document) {
    return ClientResponse.create(HttpStatus.OK)
        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
        .body(document)
        .build();
  }

  /** A gateway that never saw a key cannot let anyone in, and says so. */
  @Bean
  ReactiveHealthIndicator signingKeysKnown(SigningKeys keys) {
    return () ->
        keys.document()
            .map(_ -> Health.up().build())
            .onErrorReturn(Refusal.class, Health.down().build());
  }
}
