package org.retzef.family.transfer;

import jakarta.validation.constraints.NotNull;

record AnswerRequest(@NotNull Decision decision) {

  enum Decision {
    ACCEPT,
    DECLINE
  }
}
