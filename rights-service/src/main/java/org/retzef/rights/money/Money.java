package org.retzef.rights.money;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** An amount in ILS, in whole agorot, never below zero. */
@Schema(
    type = "string",
    types = {"string", "number"},
    pattern = "^-?[0-9]+(\\.[0-9]{1,2})?$")
public record Money(long agorot) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  /** Below 10^12 ILS, at most two decimals, ASCII digits. */
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(?:\\.([0-9]{1,2}))?");

  /**
   * Reads what a client wrote.
   *
   * @throws IllegalArgumentException {@code money-invalid} if it is anything but an amount to the
   *     agora, not negative
   */
  public static Money parse(String written) {
    var form = FORM.matcher(written);
    if (!form.matches()) {
      throw new IllegalArgumentException("money-invalid");
    }
    String agorot = Objects.requireNonNullElse(form.group(2), "");
    return new Money(Long.parseLong(form.group(1) + agorot + "0".repeat(2 - agorot.length())));
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(agorot, other.agorot);
  }

  /** {@code 8000.00} */
  @JsonValue
  @Override
  public String toString() {
    long absolute = Math.abs(agorot);
    return String.format(
        Locale.ROOT, "%s%d.%02d", agorot < 0 ? "-" : "", absolute / 100, absolute % 100);
  }
}
