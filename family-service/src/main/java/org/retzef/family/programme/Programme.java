package org.retzef.family.programme;

/**
 * A programme of the array, such as Noshmim LiRvacha.
 *
 * @param kind whether it answers poverty, or children's risk
 */
record Programme(String code, String nameHe, String nameEn, Kind kind) {

  enum Kind {
    POVERTY,
    RISK
  }
}
