package org.retzef.family.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;

/**
 * A telephone number, read as people in Israel write it and kept as {@code +972501234567} (E.164).
 */
public record PhoneNumber(@JsonValue String e164) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PhoneNumber {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      var number = phones.parse(e164, "IL");
      if (!isPossible(phones, number) || number.hasExtension()) {
        throw new IllegalArgumentException("phone-invalid");
      }
      e164 = phones.format(number, PhoneNumberFormat.E164);
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
