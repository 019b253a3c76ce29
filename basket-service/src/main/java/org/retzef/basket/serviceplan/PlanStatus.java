package org.retzef.basket.serviceplan;

/** Where a plan stands in the cycle of its year [S2]. */
enum PlanStatus {
  /** The mix is planned, station by station. */
  DRAFT,
  /** It waits for the second person. */
  SUBMITTED,
  APPROVED,
  /** Its services have begun. */
  STARTED,
  /** How they are carried out is supervised. */
  SUPERVISED,
  /** The year is over and what it taught is written down. */
  CLOSED;

  /** Station 6 translates into practice what was approved, and nothing else. */
  boolean isCarriedOut() {
    return switch (this) {
      case APPROVED, STARTED, SUPERVISED -> true;
      case DRAFT, SUBMITTED, CLOSED -> false;
    };
  }
}
