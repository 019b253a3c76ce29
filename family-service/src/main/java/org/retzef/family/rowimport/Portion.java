package org.retzef.family.rowimport;

import java.util.List;
import java.util.UUID;

/**
 * Rows of a file that are taken together, in one transaction.
 *
 * @param kind of the file's rows
 * @param place where they go
 */
record Portion(UUID id, UUID importId, String kind, String place, List<Line> lines) {

  /** What is sealed of it. */
  record Sealed(List<Line> lines) {

    @Override
    public String toString() {
      return "Sealed";
    }
  }

  @Override
  public String toString() {
    return "Portion " + id;
  }
}
