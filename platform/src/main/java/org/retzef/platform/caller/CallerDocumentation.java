package org.retzef.platform.caller;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.retzef.platform.caller.AccessRules.Rule;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

/**
 * Tells in the OpenAPI document who may call what. An operation without a rule answers nobody, so
 * it is left out.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OpenApiCustomizer.class)
class CallerDocumentation {

  private static final String TOKEN = "token";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  OpenApiCustomizer operationsByRules(Optional<AccessRules> access) {
    return document -> access.ifPresent(rules -> apply(rules.rules(), document));
  }

  private static void apply(List<Rule> rules, OpenAPI document) {
    document
        .getComponents()
        .addSecuritySchemes(
            TOKEN,
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("OAuth 2 access token with the audience retzef"));
    document.getPaths().forEach((path, item) -> apply(rules, path, item));
    document.getPaths().values().removeIf(item -> item.readOperations().isEmpty());
  }

  private static void apply(List<Rule> rules, String path, PathItem item) {
    PathContainer segments = PathContainer.parsePath(path);
    item.readOperationsMap()
        .forEach(
            (method, operation) ->
                rules.stream()
                    .filter(rule -> rule.covers(HttpMethod.valueOf(method.name()), segments))
                    .findFirst()
                    .ifPresentOrElse(
                        rule -> describe(rule, operation), () -> item.operation(method, null)));
  }

  private static void describe(Rule rule, Operation operation) {
    if (rule.open()) {
      operation.setSecurity(List.of());
      add(operation, "For everybody, without a token");
      return;
    }
    operation.addSecurityItem(new SecurityRequirement().addList(TOKEN));
    for (String refusal : List.of("401", "403")) {
      operation.getResponses().addApiResponse(refusal, new ApiResponse().$ref(refusal));
    }
    String allowed =
        rule.allowed().stream().map(role -> "`" + role + "`").collect(Collectors.joining(", "));
    add(operation, "For: " + allowed);
  }

  private static void add(Operation operation, String paragraph) {
    operation.setDescription(
        Stream.of(
                Optional.ofNullable(operation.getDescription()).filter(words -> !words.isBlank()),
                Optional.of(paragraph))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n\n")));
  }
}
