package org.retzef.basket.receipt;

/**
 * How to write to a family, as the family service tells it.
 *
 * @param phone in international form
 */
record Contact(String phone, Language preferredLanguage) {

  /** Not the number: whole objects end up in logs. */
  @Override
  public String toString() {
    return "Contact";
  }
}
