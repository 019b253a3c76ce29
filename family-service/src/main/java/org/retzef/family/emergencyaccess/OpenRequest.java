package org.retzef.family.emergencyaccess;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.retzef.platform.problem.Text;

/**
 * @param reason why it cannot wait, in the worker's words: the family's department reads it
 */
record OpenRequest(
    @NotNull UUID familyId, @NotNull @Text(max = 500, multiline = true) String reason) {

  @Override
  public String toString() {
    return "Emergency access to " + familyId;
  }
}
