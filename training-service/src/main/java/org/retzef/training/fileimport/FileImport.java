package org.retzef.training.fileimport;

import java.util.List;
import java.util.UUID;

/**
 * A file that was sent in.
 *
 * @param dryRun whether it was only checked
 * @param done rows taken, or, in a dry run, that could be taken
 * @param repeated rows that were there already, and change nothing
 * @param faults of the first hundred refused rows
 */
public record FileImport(
    UUID id,
    boolean dryRun,
    Status status,
    long rows,
    long done,
    long repeated,
    long refused,
    List<RowFault> faults) {

  /** How far it is. */
  public enum Status {
    /** Rows are still coming; if the connection broke, the file is to be sent again. */
    RECEIVING,
    DONE
  }
}
