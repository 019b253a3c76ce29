package org.retzef.family.familyimport;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.ToldFault;

/**
 * An import and how far it has come.
 *
 * @param rows rows read, without the header
 * @param families families read
 * @param faulty families that cannot be loaded
 * @param loaded families loaded by this import so far
 * @param unchanged families whose key was loaded before, by this file or another
 * @param faults the first thousand, by row
 */
record FamilyImport(
    UUID id,
    State state,
    boolean dryRun,
    OnError onError,
    int rows,
    int families,
    int faulty,
    int loaded,
    int unchanged,
    Instant uploadedAt,
    @Nullable Instant finishedAt,
    List<ToldFault> faults) {

  FamilyImport with(List<ToldFault> found) {
    return new FamilyImport(
        id,
        state,
        dryRun,
        onError,
        rows,
        families,
        faulty,
        loaded,
        unchanged,
        uploadedAt,
        finishedAt,
        found);
  }

  enum State {
    /** The file is still arriving. */
    RECEIVING,
    /** A dry run: nothing was loaded. */
    CHECKED,
    /** Not loaded, because of its faults. */
    REFUSED,
    LOADING,
    DONE,
    /** Some families could not be loaded though nothing is wrong with their rows; send it again. */
    FAILED
  }
}
