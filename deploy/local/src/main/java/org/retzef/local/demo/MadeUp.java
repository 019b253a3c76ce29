package org.retzef.local.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * People whom nobody can take for real ones: things of nature are their first names, and "example"
 * is in every family name. The same seed makes the same people.
 */
final class MadeUp {

  private static final List<String> HEBREW =
      List.of("ענן", "נחל", "סלע", "כוכבית", "גלים", "שלכת", "ערפל", "אופק", "קשת", "חולית");
  private static final List<String> HEBREW_FAMILIES =
      List.of("לדוגמה", "בן־דוגמה", "בת־משל", "הדגמתי", "דוגמאי");
  private static final List<String> ARABIC =
      List.of("غيمة", "نهر", "صخرة", "نجمة", "موجة", "ضباب", "أفق", "قوس", "رملة", "ندى");
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
