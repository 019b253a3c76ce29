package org.retzef.basket.serviceplan;

/** How often a group meets, or a person is visited. */
enum Frequency {
  DAILY,
  TWICE_A_WEEK,
  WEEKLY,
  EVERY_TWO_WEEKS,
  MONTHLY,
  EVERY_TWO_MONTHS,
  TWICE_A_YEAR,
  ONCE
}
