package org.retzef.family.setup;

import org.retzef.platform.problem.Refusal;

/** Somebody holds the role from this day or a later one. */
final class RoleHeldAlready extends Refusal {

  RoleHeldAlready() {
    super(Kind.CONFLICT, "role-held-already");
  }
}
