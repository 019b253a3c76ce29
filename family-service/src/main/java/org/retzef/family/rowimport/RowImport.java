package org.retzef.family.rowimport;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a file of rows is.
 *
 * @param rows read, without the header and blank ones
 * @param done rows that were taken, or that would be with {@code dryRun}
 * @param repeated rows whose key was there before; they changed nothing
 * @param faults the first thousand, by row
 */
public record RowImport(
    UUID id,
    State state,
    boolean dryRun,
    OnError onError,
    int rows,
    int done,
    int repeated,
    int refused,
    List<RowFault> faults) {

  static final int FAULTS_SHOWN = 1000;

  public RowImport {
    faults =
        faults.stream().sorted(Comparator.comparingInt(RowFault::row)).limit(FAULTS_SHOWN).toList();
  }

  public enum State {
    /** A dry run: nothing was taken. */
    CHECKED,
    /** Nothing was taken, because of its faults. */
    REFUSED,
    /** Rows of it wait. */
    LOADING,
    DONE,
    /** Some rows could not be taken though nothing is wrong with them; send it again. */
    FAILED;

    /**
     * @param outcome null of what is done
     */
    static State of(boolean dryRun, boolean ended, @Nullable String outcome) {
      if (dryRun) {
        return CHECKED;
      }
      if (!ended) {
        return LOADING;
      }
      return outcome == null ? DONE : valueOf(outcome);
    }
  }

  /** False while rows of it wait. */
  public boolean ended() {
    return state != State.LOADING;
  }
}
