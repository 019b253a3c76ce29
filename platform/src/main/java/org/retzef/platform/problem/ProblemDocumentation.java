package org.retzef.platform.problem;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Makes the OpenAPI document true of bodies and refusals, and gives its operations their names. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OpenApiCustomizer.class)
class ProblemDocumentation {

  private static final String DESCRIPTION =
      """
      Calls carry an OAuth 2 access token, `Authorization: Bearer …`; each operation says for whom it is. \
      A caller sees its own unit and what is below; what is elsewhere looks as if it did not exist (404).

      - Failures are problems (RFC 9457) that name every fault at once, in Hebrew, Arabic or English \
      (`Accept-Language`); `code` stays the same, whatever the words.
      - Ids are UUIDs, days `2020-09-18`, instants UTC; money is a string with two decimals, in ILS.
      - Lists: `?limit=` and `?cursor=`, with the `next` of the page before, until it is null.
      - A change sends the `ETag` that it saw as `If-Match`; 412 brings the present state.
      - A POST with an `Idempotency-Key` may be repeated: within 24 hours it is done once.
      - Fields may be added at any time. `Deprecation` and `Sunset` tell in advance what ends.
      """;

  /** Its addresses are relative, so that it holds at the gateway as well. */
  @Bean
  OpenAPI document(@Value("${spring.application.name}") String service) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Retzef " + service)
                .version("v1")
                .description(DESCRIPTION)
                .contact(new Contact().name("Retzef"))
                .license(new License().name("Apache License 2.0").identifier("Apache-2.0")))
        .servers(List.of(new Server().url("/")));
  }

  /** Comes first, so that those that only add to a schema find it made. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelConverter bodySchemas() {
    return new BodySchemas();
  }

  @Bean
  OpenApiCustomizer refusalResponses(MessageSource messages) {
    return new RefusalResponses(messages);
  }

  @Bean
  OperationGroups operationGroups(Optional<JavadocProvider> javadoc) {
    return new OperationGroups(javadoc);
  }
}
