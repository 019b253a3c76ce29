package org.retzef.family.transfer;

/** Seen from the caller's unit. */
enum Direction {
  INCOMING,
  OUTGOING
}
