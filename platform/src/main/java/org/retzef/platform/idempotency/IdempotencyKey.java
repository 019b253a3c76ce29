package org.retzef.platform.idempotency;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * The name that a client gave to its command, so that it may repeat it. Controllers take it as a
 * parameter.
 *
 * @param client who gave it: keys of two clients never meet
 * @param operation method and path that it was given for
 * @param value the header, null where the client sent none
 */
public record IdempotencyKey(String client, String operation, @Nullable String value) {

  static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,128}");

  public IdempotencyKey {
    if (value != null && !FORM.matcher(value).matches()) {
      throw new InvalidInput(Fault.of(HEADER, "idempotency-key-invalid"));
    }
  }

  /**
   * This key, for commands that move money or come from a partner: without one they are refused.
   */
  public IdempotencyKey required() {
    if (value == null) {
      throw new InvalidInput(Fault.of(HEADER, "idempotency-key-required"));
    }
    return this;
  }
}
