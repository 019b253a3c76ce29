package org.retzef.family.registration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/**
 * A telephone number, read as people in Israel write it and kept as {@code +972501234567} (E.164).
 */
public record PhoneNumber(@JsonValue String e164) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PhoneNumber {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      var number = phones.parse(e164, "IL");
      if (!phones.isValidNumber(number) || number.hasExtension()) {
        throw new IllegalArgumentException("phone-invalid");
      }
      e164 = phones.format(number, PhoneNumberFormat.E164);
    } catch (NumberParseException notANumber) {
      throw new IllegalArgumentException("phone-invalid", notANumber);
    }
  }

  /** Not the number: whole objects end up in logs. */
  @Override
  public String toString() {
    return "PhoneNumber";
  }
}
