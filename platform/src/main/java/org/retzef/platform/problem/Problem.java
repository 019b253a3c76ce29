package org.retzef.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller reads when a request was not done (RFC 9457): in Hebrew, or in Arabic or English if
 * {@code Accept-Language} asks for it.
 *
 * @param code stable, for programs; {@code type} is made of it
 * @param traceId finds the request in the logs of every service
 * @param errors each fault of bad input
 * @param current with 412: the state that the caller did not know of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable String traceId,
    @Nullable List<Error> errors,
    @Nullable Object current) {

  /** One fault, in the caller's language. */
  public record Error(String field, String code, String message) {}
}
