package org.retzef.family.setup;

import org.retzef.platform.problem.Refusal;

/** This step is done by naming who holds the shared roles. */
final class DoneBySharedRoles extends Refusal {

  DoneBySharedRoles() {
    super(Kind.CONFLICT, "done-by-shared-roles");
  }
}
