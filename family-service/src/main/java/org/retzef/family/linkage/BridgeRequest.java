package org.retzef.family.linkage;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * @param agreement code of the sharing agreement whose rows are to be linked
 * @param committeeKey 32 bytes in base64url; used and forgotten
 */
record BridgeRequest(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}", message = "agreement-code-invalid")
        String agreement,
    @NotNull String committeeKey) {

  @Override
  public String toString() {
    return "BridgeRequest";
  }
}
