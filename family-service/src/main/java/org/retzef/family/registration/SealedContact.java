package org.retzef.family.registration;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.family.protection.FamilyKey;

/** What of contact details is sealed, in the row that tells the language and the day. */
record SealedContact(String phone, Address address) {

  static SealedContact of(ContactPeriod period) {
    return new SealedContact(period.phone().e164(), period.address());
  }

  byte[] seal(UUID row, FamilyKey key) {
    return key.seal(row, this);
  }

  ContactPeriod since(LocalDate day, Language language) {
    return new ContactPeriod(new PhoneNumber(phone), address, language, day);
  }

  @Override
  public String toString() {
    return "SealedContact";
  }
}
