package org.retzef.family.post;

/**
 * A post of headquarters or of a district.
 *
 * @param role of the contract, which the token of whoever holds it carries
 * @param source where it comes from
 */
record Post(
    String code,
    String role,
    Level level,
    String nameHe,
    String nameAr,
    String nameEn,
    String source) {

  enum Level {
    COUNTRY,
    DISTRICT
  }
}
