package org.retzef.platform.problem;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.retzef.platform.problem.Refusal.Kind;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;

/**
 * Tells in the OpenAPI document which refusals an operation can meet, by what it takes; those of a
 * token are told with the rules of access.
 */
final class RefusalResponses implements OpenApiCustomizer {

  private final MessageSource messages;

  RefusalResponses(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  public void customise(OpenAPI document) {
    Components components = document.getComponents();
    ModelConverters.getInstance(true)
        .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
        .referencedSchemas
        .forEach(components::addSchemas);
    for (Kind kind : EnumSet.complementOf(EnumSet.of(Kind.METHOD_NOT_ALLOWED))) {
      components.addResponses(codeOf(kind), response(kind));
    }
    document
        .getPaths()
        .values()
        .forEach(item -> item.readOperationsMap().forEach(RefusalResponses::addRefusals));
  }

  private static void addRefusals(HttpMethod method, Operation operation) {
    var responses = operation.getResponses();
    for (Kind kind : refusals(method, operation)) {
      responses.addApiResponse(codeOf(kind), reference(kind));
    }
    responses.addApiResponse(ApiResponses.DEFAULT, reference(Kind.FAILED));
  }

  private static Set<Kind> refusals(HttpMethod method, Operation operation) {
    List<Parameter> parameters =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    boolean hasBody = operation.getRequestBody() != null;
    boolean hasPathVariable = parameters.stream().anyMatch(p -> "path".equals(p.getIn()));
    Set<Kind> refusals = EnumSet.of(Kind.TOO_MANY, Kind.UNAVAILABLE);
    if (hasBody || !parameters.isEmpty()) {
      refusals.add(Kind.INVALID);
    }
    if (hasBody || hasPathVariable) {
      refusals.add(Kind.NOT_FOUND);
    }
    if (hasBody) {
      refusals.addAll(Set.of(Kind.TOO_LARGE, Kind.UNSUPPORTED_MEDIA_TYPE));
    }
    if (method != HttpMethod.GET) {
      refusals.add(Kind.CONFLICT);
    }
    if (takes(parameters, "Idempotency-Key")) {
      refusals.add(Kind.UNPROCESSABLE);
    }
    if (takes(parameters, HttpHeaders.IF_MATCH)) {
      refusals.add(Kind.STALE);
    }
    if (requires(parameters, HttpHeaders.IF_MATCH)) {
      refusals.add(Kind.PRECONDITION_REQUIRED);
    }
    return refusals;
  }

  private static boolean takes(List<Parameter> parameters, String name) {
    return parameters.stream().anyMatch(parameter -> name.equals(parameter.getName()));
  }

  private static boolean requires(List<Parameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> name.equals(parameter.getName()))
        .anyMatch(parameter -> Boolean.TRUE.equals(parameter.getRequired()));
  }

  private ApiResponse response(Kind kind) {
    var problem =
        new MediaType().schema(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + "Problem"));
    ApiResponse response =
        new ApiResponse()
            .description(messages.getMessage("title." + kind, null, Locale.ENGLISH))
            .content(new Content().addMediaType("application/problem+json", problem));
    switch (kind) {
      case UNAUTHENTICATED ->
          response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, required(new StringSchema()));
      case TOO_MANY, UNAVAILABLE ->
          response.addHeaderObject(HttpHeaders.RETRY_AFTER, required(new IntegerSchema()));
      default -> {}
    }
    return response;
  }

  private static Header required(Schema<?> schema) {
    return new Header().required(true).schema(schema);
  }

  private static ApiResponse reference(Kind kind) {
    return new ApiResponse().$ref(codeOf(kind));
  }

  private static String codeOf(Kind kind) {
    return Integer.toString(kind.status());
  }
}
