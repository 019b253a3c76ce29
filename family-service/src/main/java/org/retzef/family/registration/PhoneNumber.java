package org.retzef.family.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;

/**
 * A telephone number in international form, {@code +972501234567} (E.164). What a person writes is
 * {@linkplain #parse parsed} once; what was kept is only checked for its form, so that a newer list
 * of number ranges never makes an old record unreadable.
 */
@Schema(
    type = "string",
    description = "As people in Israel write it; shown in international form, +972501234567",
    example = "050-123-4567")
public record PhoneNumber(@JsonValue String e164) {

  private static final Pattern E164 = Pattern.compile("\\+[0-9]{8,15}");
  private static final Pattern AS_WRITTEN = Pattern.compile("[0-9+ ().\\u2010-\\u2013-]{7,25}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("phone-invalid");
    }
  }

  /** Reads a number as people in Israel write it; letters and extensions are refused. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PhoneNumber parse(String written) {
    if (!AS_WRITTEN.matcher(written).matches()) {
      throw new IllegalArgumentException("phone-invalid");
    }
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      var number = phones.parse(written, "IL");
      if (!isPossible(phones, number)) {
        throw new IllegalArgumentException("phone-invalid");
      }
      return new PhoneNumber(phones.format(number, PhoneNumberFormat.E164));
    } catch (NumberParseException notANumber) {
      throw new IllegalArgumentException("phone-invalid", notANumber);
    }
  }

  /** Ranges are handed out faster than lists of them are updated, so only the length is checked. */
  private static boolean isPossible(PhoneNumberUtil phones, Phonenumber.PhoneNumber number) {
    return phones.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
  }

  /** Not the number: whole objects end up in logs. */
  @Override
  public String toString() {
    return "PhoneNumber";
  }
}
