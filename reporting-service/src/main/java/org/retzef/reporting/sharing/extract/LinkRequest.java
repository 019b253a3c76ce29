package org.retzef.reporting.sharing.extract;

import jakarta.validation.constraints.NotNull;

/**
 * @param with the other agreement
 * @param committeeKey 32 bytes in base64url; used and forgotten
 */
record LinkRequest(@NotNull String with, @NotNull String committeeKey) {

  @Override
  public String toString() {
    return "LinkRequest";
  }
}
