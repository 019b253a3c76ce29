package org.retzef.platform.idempotency;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import reactor.core.publisher.Mono;

/** Tells in the OpenAPI document which of the contract's headers an operation reads and writes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OperationCustomizer.class)
class HeaderDocumentation {

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(
            IdempotencyKey.class, OptionalIdempotencyKey.class, ExpectedVersion.class);
  }

  @Bean
  OperationCustomizer contractHeaders() {
    return (operation, handler) -> {
      if (creates(handler)) {
        answerCreated(operation);
      }
      if (accepts(handler)) {
        addHeader(operation, HttpHeaders.LOCATION, location());
      }
      if (answersWithVersion(handler)) {
        addHeader(operation, HttpHeaders.ETAG, eTag());
      }
      for (MethodParameter parameter : handler.getMethodParameters()) {
        addParameter(operation, parameter);
      }
      return operation;
    };
  }

  /** A POST creates, unless it says otherwise by {@link ResponseStatus}. */
  private static boolean creates(HandlerMethod handler) {
    return handler.hasMethodAnnotation(PostMapping.class)
        && !handler.hasMethodAnnotation(ResponseStatus.class);
  }

  /** What is only begun says where it can be followed. */
  private static boolean accepts(HandlerMethod handler) {
    ResponseStatus status = handler.getMethodAnnotation(ResponseStatus.class);
    return status != null && status.code() == HttpStatus.ACCEPTED;
  }

  private static void answerCreated(Operation operation) {
    ApiResponses responses = new ApiResponses();
    operation
        .getResponses()
        .values()
        .forEach(answer -> responses.addApiResponse("201", answer.description("Created")));
    operation.setResponses(responses);
    addHeader(operation, HttpHeaders.LOCATION, location());
  }

  /** A resource with a version is shown with its ETag; a list of such is not. */
  private static boolean answersWithVersion(HandlerMethod handler) {
    ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
    if (type.resolve() == Mono.class) {
      type = type.getGeneric();
    }
    Class<?> body = type.resolve() == ResponseEntity.class ? type.getGeneric().resolve() : null;
    return body != null && body.isRecord() && hasVersion(body.getRecordComponents());
  }

  private static boolean hasVersion(RecordComponent[] components) {
    return Arrays.stream(components).map(RecordComponent::getName).anyMatch("version"::equals);
  }

  private static void addParameter(Operation operation, MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    if (type == ExpectedVersion.class) {
      operation.addParametersItem(ifMatch().required(!parameter.isOptional()));
    } else if (type == IdempotencyKey.class || type == OptionalIdempotencyKey.class) {
      operation.addParametersItem(idempotencyKey().required(type == IdempotencyKey.class));
      addHeader(operation, Idempotency.REPLAYED, replayed());
    }
  }

  /** Refusals are added later: what is there now is success. */
  private static void addHeader(Operation operation, String name, Header header) {
    operation.getResponses().values().forEach(answer -> answer.addHeaderObject(name, header));
  }

  private static Parameter idempotencyKey() {
    return new HeaderParameter()
        .name(IdempotencyKey.HEADER)
        .description(
            "The client's name for this command, so that it may repeat it: for 24 hours it gets"
                + " the first answer again")
        .schema(new StringSchema().pattern("^" + IdempotencyKey.FORM + "$"));
  }

  private static Parameter ifMatch() {
    return new HeaderParameter()
        .name(HttpHeaders.IF_MATCH)
        .description("The ETag that the client last saw")
        .schema(version());
  }

  private static Header eTag() {
    return new Header()
        .required(true)
        .description("The version; a change sends it back as If-Match")
        .schema(version());
  }

  private static Header location() {
    return new Header()
        .required(true)
        .description("Where it is found from now on")
        .schema(new StringSchema().format("uri-reference"));
  }

  private static Header replayed() {
    return new Header()
        .description("The command was done before, and this is its first answer")
        .schema(new StringSchema().addEnumItem("true"));
  }

  private static Schema<?> version() {
    return new StringSchema().example(ExpectedVersion.eTag(1));
  }
}
