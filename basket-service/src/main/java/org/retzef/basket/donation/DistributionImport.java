package org.retzef.basket.donation;

import java.util.List;
import java.util.UUID;

/**
 * A file of distributions.
 *
 * @param dryRun whether it only checks
 * @param rows in the file
 * @param done given, or, in a dry run, that could be given
 * @param repeated that were there already, and change nothing
 * @param refused that were not taken
 * @param faults of the first hundred refused rows
 */
record DistributionImport(
    UUID id,
    UUID donationId,
    boolean dryRun,
    Status status,
    long rows,
    long done,
    long repeated,
    long refused,
    List<RowFault> faults) {

  /** How far it is. */
  enum Status {
    /** The file is still coming; if its connection broke, it is to be sent again. */
    RECEIVING,
    RUNNING,
    DONE
  }

  /**
   * @param row counted from 1, without the header
   */
  record RowFault(long row, String field, String code) {}
}
