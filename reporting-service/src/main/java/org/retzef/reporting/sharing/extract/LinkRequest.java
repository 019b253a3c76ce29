package org.retzef.reporting.sharing.extract;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * @param with the other agreement; null where a source outside is to be linked, by the bridge that
 *     family-service makes with the same key
 * @param committeeKey 32 bytes in base64url; used and forgotten
 */
record LinkRequest(@Nullable String with, @NotNull String committeeKey) {

  @Override
  public String toString() {
    return "LinkRequest";
  }
}
