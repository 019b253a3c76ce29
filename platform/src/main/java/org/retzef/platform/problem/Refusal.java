package org.retzef.platform.problem;

import org.jspecify.annotations.Nullable;

/**
 * A request that was understood and is not done. A feature extends it once per reason, so that the
 * reason has a name in the code and a stable code on the wire.
 */
public class Refusal extends RuntimeException {

  /** The family of reasons, which decides the HTTP status. */
  public enum Kind {
    INVALID(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    STALE(412),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNPROCESSABLE(422),
    PRECONDITION_REQUIRED(428),
    TOO_MANY(429),
    FAILED(500),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final String code;
  private final transient Object[] arguments;

  /**
   * @param code stable, kebab-case; the detail is the message of this key in the service's {@code
   *     messages} bundles
   * @param arguments fill the message's placeholders; never personal data
   */
  public Refusal(Kind kind, String code, Object... arguments) {
    super(code, null, false, false);
    this.kind = kind;
    this.code = code;
    this.arguments = arguments;
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  Object[] arguments() {
    return arguments;
  }

  /** The state that the caller did not know of, told with a {@link Kind#STALE} refusal. */
  public @Nullable Object current() {
    return null;
  }
}
