package org.retzef.family.familyimport;

import java.util.List;
import java.util.UUID;

/**
 * Families that are loaded together.
 *
 * @param marks of their keys, in the same order
 */
record Batch(UUID importId, UUID id, List<Long> marks, List<ImportedFamily> families) {

  /** As many as the outbox appends in one statement. */
  static final int SIZE = 500;

  /** What is sealed of it. */
  record Sealed(List<ImportedFamily> families) {

    @Override
    public String toString() {
      return "Sealed";
    }
  }

  @Override
  public String toString() {
    return "Batch " + id;
  }
}
