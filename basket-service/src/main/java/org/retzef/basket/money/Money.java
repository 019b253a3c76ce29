package org.retzef.basket.money;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An amount in ILS, in whole agorot. Only the accounts of money's sources are ever below zero; what
 * comes from outside never is.
 */
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

  public Money plus(Money other) {
    return new Money(Math.addExact(agorot, other.agorot));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(agorot, other.agorot));
  }

  public Money negated() {
    return new Money(Math.negateExact(agorot));
  }

  /** Fails with {@link ArithmeticException} beyond what 63 bits hold. */
  public Money times(int count) {
    return new Money(Math.multiplyExact(agorot, count));
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(agorot, other.agorot);
  }

  /** {@code 8000.00} */
  @JsonValue
  @Override
  public String toString() {
    return BigDecimal.valueOf(agorot, 2).toPlainString();
  }
}
