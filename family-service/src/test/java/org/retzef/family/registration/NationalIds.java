package org.retzef.family.registration;

/** Id numbers of nobody, whose check digits are right. */
public final class NationalIds {

  private NationalIds() {}

  /**
   * @param number up to eight digits, to which the ninth is added
   */
  public static String of(int number) {
    String digits = "%08d".formatted(number);
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      int product = (digits.charAt(i) - '0') * (1 + i % 2);
      sum += product / 10 + product % 10;
    }
    return digits + (10 - sum % 10) % 10;
  }
}
