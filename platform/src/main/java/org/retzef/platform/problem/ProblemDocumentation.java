package org.retzef.platform.problem;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/** Makes the OpenAPI document true of bodies and refusals, and gives its operations their names. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OpenApiCustomizer.class)
class ProblemDocumentation {

  /** Its addresses are relative, so that it holds at the gateway as well. */
  @Bean
  OpenAPI document(@Value("${spring.application.name}") String service) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Retzef " + service)
                .version("v1")
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

  /**
   * {@code FamilyController.register} is familyRegister, of the group Family. Javadoc of a single
   * sentence is its summary, and need not be its description as well.
   */
  @Bean
  OperationCustomizer operationNames() {
    return (operation, handler) -> {
      String group = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
      operation.setTags(List.of(group));
      String name = StringUtils.capitalize(handler.getMethod().getName());
      operation.setOperationId(StringUtils.uncapitalize(group) + name);
      if (Objects.equals(operation.getSummary(), operation.getDescription())) {
        operation.setDescription(null);
      }
      return operation;
    };
  }
}
