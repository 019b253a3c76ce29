package org.retzef.family.transfer;

import jakarta.validation.constraints.NotNull;

record TransferAnswer(@NotNull Decision decision) {

  enum Decision {
    ACCEPT,
    DECLINE
  }
}
