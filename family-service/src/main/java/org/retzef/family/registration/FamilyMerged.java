package org.retzef.family.registration;

import java.util.UUID;
import org.retzef.platform.problem.Refusal;

/**
 * The family was merged into another: told with 404 and, as {@code current}, the id of the family
 * that has taken it in. Whoever does not see that one is told {@link FamilyNotFound}.
 */
public final class FamilyMerged extends Refusal {

  private final transient Survivor survivor;

  FamilyMerged(UUID survivorId) {
    super(Kind.NOT_FOUND, "family-merged");
    this.survivor = new Survivor(survivorId);
  }

  @Override
  public Object current() {
    return survivor;
  }

  record Survivor(UUID survivorId) {}
}
