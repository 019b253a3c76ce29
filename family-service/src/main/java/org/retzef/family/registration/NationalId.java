package org.retzef.family.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/**
 * An Israeli identity number of nine digits, the last of which checks the others: each digit times
 * 1, 2, 1, 2 …, the digits of the products added up to a multiple of ten. Shorter ones are filled
 * with zeros on the left, as people write them.
 */
@Schema(
    type = "string",
    description = "Identity number with its check digit",
    pattern = "^[0-9]{5,9}$",
    example = "000000018")
public record NationalId(@JsonValue String digits) {

  private static final Pattern FORM = Pattern.compile("[0-9]{5,9}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NationalId {
    if (!FORM.matcher(digits).matches()) {
      throw new IllegalArgumentException("national-id-invalid");
    }
    digits = "0".repeat(9 - digits.length()) + digits;
    if (digits.equals("000000000") || checksum(digits) % 10 != 0) {
      throw new IllegalArgumentException("national-id-invalid");
    }
  }

  private static int checksum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = (digits.charAt(i) - '0') * (1 + i % 2);
      sum += product / 10 + product % 10;
    }
    return sum;
  }

  /** Not the number: whole objects end up in logs. */
  @Override
  public String toString() {
    return "NationalId";
  }
}
