package org.retzef.local.sms;

import java.util.Arrays;
import java.util.Optional;

/** Phones on which a sender can try what goes wrong in real networks; all begin like a mobile. */
enum TrickNumber {
  /** The centre refuses the message. */
  REFUSED("0000001"),
  /** Accepted, then reported as undeliverable. */
  UNDELIVERABLE("0000002"),
  /** Accepted, then nothing. */
  LOST("0000003");

  private final String ending;

  TrickNumber(String ending) {
    this.ending = ending;
  }

  static Optional<TrickNumber> of(String phone) {
    return Arrays.stream(values()).filter(trick -> phone.endsWith(trick.ending)).findFirst();
  }
}
