package org.retzef.platform.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/**
 * Gives a refusal to every failure; what nobody foresaw is a failure of ours, told without detail.
 */
final class Refusals {

  private final Iterable<KnownFailure> knownFailures;

  Refusals(Iterable<KnownFailure> knownFailures) {
    this.knownFailures = knownFailures;
  }

  Refusal of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
      if (cause instanceof DataBufferLimitException) {
        return new Refusal(Kind.TOO_LARGE, "body-too-large");
      }
    }
    for (KnownFailure known : knownFailures) {
      Refusal refusal = known.refusalFor(failure);
      if (refusal != null) {
        return refusal;
      }
    }
    return switch (failure) {
      case AuthenticationException _ -> new Refusal(Kind.UNAUTHENTICATED, "token-refused");
      case AccessDeniedException _ -> new Refusal(Kind.FORBIDDEN, "role-not-allowed");
      case DecodingException _ -> new Refusal(Kind.INVALID, "body-malformed");
      case ServerWebInputException input -> ofInput(input);
      case NotAcceptableStatusException asked -> unsupported(asked.getSupportedMediaTypes());
      case UnsupportedMediaTypeStatusException sent -> unsupported(sent.getSupportedMediaTypes());
      case ResponseStatusException status -> ofStatus(status.getStatusCode().value());
      default -> new Refusal(Kind.FAILED, "failed");
    };
  }

  /**
   * A path or query value that is missing or of the wrong form: its field is known where Spring
   * knows the parameter.
   */
  private static Refusal ofInput(ServerWebInputException input) {
    var parameter = input.getMethodParameter();
    String name = parameter == null ? null : parameter.getParameterName();
    return parameter == null || name == null || parameter.hasParameterAnnotation(RequestBody.class)
        ? new Refusal(Kind.INVALID, "body-malformed")
        : new InvalidInput(
            Fault.of(
                name,
                input instanceof MissingRequestValueException ? "required" : "value-invalid"));
  }

  /** Says what is supported here: a file is no JSON, and an import may be lines of it. */
  private static Refusal unsupported(List<MediaType> supported) {
    String names =
        supported.stream()
            .filter(MediaType::isConcrete)
            .map(MediaType::toString)
            .distinct()
            .collect(Collectors.joining(", "));
    return new Refusal(
        Kind.UNSUPPORTED_MEDIA_TYPE,
        "media-type-unsupported",
        names.isEmpty() ? MediaType.APPLICATION_JSON_VALUE : names);
  }

  private static Refusal ofStatus(int status) {
    return switch (status) {
      case 401 -> new Refusal(Kind.UNAUTHENTICATED, "token-refused");
      case 403 -> new Refusal(Kind.FORBIDDEN, "role-not-allowed");
      case 404 -> new Refusal(Kind.NOT_FOUND, "not-found");
      case 405 -> new Refusal(Kind.METHOD_NOT_ALLOWED, "method-not-allowed");
      case 413 -> new Refusal(Kind.TOO_LARGE, "body-too-large");
      case 406, 415 -> unsupported(List.of());
      case 503, 504 -> new Refusal(Kind.UNAVAILABLE, "unavailable");
      default ->
          status < 500
              ? new Refusal(Kind.INVALID, "request-malformed")
              : new Refusal(Kind.FAILED, "failed");
    };
  }
}
