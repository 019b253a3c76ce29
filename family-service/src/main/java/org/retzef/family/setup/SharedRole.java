package org.retzef.family.setup;

import java.time.LocalDate;

/**
 * Who holds a role for all programmes of a department.
 *
 * @param holder the sign-in id of the worker, not a name
 * @param from first day
 */
record SharedRole(Role role, String holder, LocalDate from) {

  enum Role {
    MANAGEMENT,
    SUPERVISION
  }
}
