package org.retzef.family.contact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * @param reason what was wrong
 * @param replacement how it really was: with {@code WRONG_DETAILS}, and only then
 */
record CorrectContactRequest(
    @NotNull Contact.Correction reason, @Nullable @Valid LogContactRequest replacement) {

  @Override
  public String toString() {
    return "CorrectContactRequest";
  }
}
