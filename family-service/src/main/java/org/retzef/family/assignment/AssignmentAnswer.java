package org.retzef.family.assignment;

import jakarta.validation.constraints.NotNull;

record AssignmentAnswer(@NotNull Decision decision) {

  enum Decision {
    ACCEPT,
    DECLINE
  }
}
