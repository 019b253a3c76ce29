package org.retzef.basket.serviceplan;

/** What the Older Citizens Administration wants services to be for [S2]. */
enum Goal {
  BELONGING,
  PREVENTING_RISK,
  PRESERVING_FUNCTION,
  PUSHING_BACK_DEPENDENCY
}
