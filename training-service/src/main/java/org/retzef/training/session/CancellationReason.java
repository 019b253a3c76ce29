package org.retzef.training.session;

/** Why a session is not held: a list and not free text, so that no person can be named in it. */
enum CancellationReason {
  EMERGENCY,
  NO_INFRASTRUCTURE,
  TOO_FEW_REGISTERED,
  INSTRUCTOR_ABSENT,
  NOBODY_CAME,
  MOVED,
  OTHER
}
