package org.retzef.reporting.indicator;

import java.util.List;

/**
 * A stated aim of the response system [S0], and what measures it.
 *
 * @param indicators codes of the catalogue, at least one; which measures what was inferred
 */
record Aim(
    String code,
    Reach reach,
    String nameHe,
    String nameAr,
    String nameEn,
    List<String> indicators) {

  enum Reach {
    /** Of the country and the districts. */
    ENVELOPE,
    /** Of the departments. */
    DEPARTMENT
  }
}
