package org.retzef.basket.receipt.sms;

/**
 * A text for one phone.
 *
 * @param phone in international form, {@code +972501234567}
 * @param reference the same whenever the same message is sent again, by which a centre can know it;
 *     16 bits
 * @param key as the reference, for providers that take a longer one
 */
public record Sms(String phone, String text, int reference, String key) {

  /** Not the number: whole objects end up in logs. */
  @Override
  public String toString() {
    return "Sms " + reference;
  }
}
