package org.retzef.training.yearlyplan;

import org.retzef.training.unit.Level;

/** Around what yearly plans are built. */
record CoreTopic(String code, Reach reach, String nameHe, String nameAr, String nameEn) {

  enum Reach {
    /** Of the country and the districts. */
    ENVELOPE,
    /** Of authorities and their departments. */
    DEPARTMENT;

    static Reach of(Level level) {
      return level == Level.AUTHORITY ? DEPARTMENT : ENVELOPE;
    }
  }
}
