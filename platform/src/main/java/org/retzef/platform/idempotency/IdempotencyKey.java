package org.retzef.platform.idempotency;

import java.util.regex.Pattern;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * The name that a client gave to its command, so that it may repeat it. A controller that takes it
 * as a parameter refuses commands without one: those that move money or come from a partner. Others
 * take {@link OptionalIdempotencyKey}.
 *
 * @param client who gave it: keys of two clients never meet
 * @param operation method and path that it was given for
 * @param value the header's 1 to 128 visible characters
 */
public record IdempotencyKey(String client, String operation, String value) {

  static final String HEADER = "Idempotency-Key";

  static final String FORM = "[\\x21-\\x7E]{1,128}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  public IdempotencyKey {
    if (!PATTERN.matcher(value).matches()) {
      throw new InvalidInput(Fault.of(HEADER, "idempotency-key-invalid"));
    }
  }
}
