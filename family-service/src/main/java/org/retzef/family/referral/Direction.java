package org.retzef.family.referral;

/** Seen from the caller's unit, or from the caller's partner organisation. */
enum Direction {
  INCOMING,
  OUTGOING
}
