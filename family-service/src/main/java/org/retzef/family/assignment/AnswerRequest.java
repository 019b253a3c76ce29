package org.retzef.family.assignment;

import jakarta.validation.constraints.NotNull;

record AnswerRequest(@NotNull Decision decision) {

  enum Decision {
    ACCEPT,
    DECLINE
  }
}
