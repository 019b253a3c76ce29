package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * People whom nobody can take for real ones: small things of nature are their first names,
 * "example" is in every family name, and their id numbers begin with 99. Whoever searches for these
 * finds nothing else. The same seed makes the same people.
 */
final class MadeUp {

  private static final List<String> HEBREW =
      List.of(
          "עננון", "נחלון", "סלעון", "כוכבון", "צדפון", "שלכתון", "ערפלון", "אופקון", "קשתון",
          "גשמון");
  private static final List<String> HEBREW_FAMILIES =
      List.of("לדוגמה", "בן־דוגמה", "בת־משל", "הדגמתי", "דוגמאי");
  private static final List<String> ARABIC =
      List.of(
          "غيمون", "نهرون", "صخرون", "نجمون", "موجون", "ضبابون", "أفقون", "قوسون", "رملون",
          "مطرون");
  private static final List<String> ARABIC_FAMILIES = List.of("المثال", "ابن المثال", "أبو نموذج");

  private final Random random;

  MadeUp(long seed) {
    random = new Random(seed);
  }

  /** Every third family speaks Arabic. */
  String language(int number) {
    return number % 3 == 2 ? "ar" : "he";
  }

  String givenName(String language) {
    return any(language.equals("ar") ? ARABIC : HEBREW);
  }

  String familyName(String language) {
    return any(language.equals("ar") ? ARABIC_FAMILIES : HEBREW_FAMILIES);
  }

  private String any(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  /** A phone that only the local SMS centre knows. */
  static String phone(int number) {
    return "050-%07d".formatted(1_000_000 + number);
  }

  /** An id number with the right check digit. */
  static String nationalId(int number) {
    String digits = "99%06d".formatted(number);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = (digits.charAt(i) - '0') * (1 + i % 2);
      sum += product / 10 + product % 10;
    }
    return digits + (10 - sum % 10) % 10;
  }

  LocalDate adult() {
    return birthday(1960, 1998);
  }

  LocalDate child() {
    return birthday(2003, 2018);
  }

  /** A number from nothing to one less than the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  private LocalDate birthday(int from, int until) {
    return LocalDate.ofYearDay(from + random.nextInt(until - from + 1), 1 + random.nextInt(365));
  }
}
