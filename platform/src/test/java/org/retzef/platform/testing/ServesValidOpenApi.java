package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * A service's proof that it serves a valid OpenAPI 3.1 document: {@code @RetzefIT class OpenApiIT
 * implements ServesValidOpenApi {}}. That the document is also true is proved by every other test,
 * see {@link OpenApiTraffic}.
 */
public interface ServesValidOpenApi {

  /** Valid by the specification's own schema and, beyond what that can say, consistent. */
  @Test
  default void servesAValidOpenApiDocument(
      @Autowired WebTestClient http, @Value("${springdoc.api-docs.path}") String path) {
    String document =
        http.mutate()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .responseTimeout(Duration.ofMinutes(1)) // written at first use, and that takes a while
            .build()
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    assertThat(OpenApiSpecification.faults(document)).isEmpty();
  }
}
