package org.retzef.training.session;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wish to come. Who comes is said by the token alone, so that a shared computer never shows its
 * last user.
 *
 * @param waitIfFull whether to take a place in the line if no seat is free
 * @param organisation what the trainee works for; a department, if it is left out
 */
record RegisterRequest(@NotNull Boolean waitIfFull, @Nullable Organisation organisation) {

  Organisation ofOrganisation() {
    return Objects.requireNonNullElse(organisation, Organisation.DEPARTMENT);
  }
}
