package org.retzef.basket.category;

/**
 * A kind of response, with its name in every language that a family is written to in.
 *
 * @param emergencyOnly whether it can be asked for only where and while there is an emergency
 */
public record Category(
    String code,
    String nameHe,
    String nameAr,
    String nameEn,
    String nameRu,
    String nameAm,
    boolean emergencyOnly) {

  /**
   * @param language {@code he}, {@code ar}, {@code en}, {@code ru} or {@code am}; Hebrew for others
   */
  public String name(String language) {
    return switch (language) {
      case "ar" -> nameAr;
      case "en" -> nameEn;
      case "ru" -> nameRu;
      case "am" -> nameAm;
      default -> nameHe;
    };
  }
}
