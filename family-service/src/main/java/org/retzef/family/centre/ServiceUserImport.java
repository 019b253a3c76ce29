package org.retzef.family.centre;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * How far a file of service users is.
 *
 * @param ended false also where the connection broke: send the file again
 * @param done rows that were taken, or that would be with {@code dryRun}
 * @param repeated rows whose key was there before; they changed nothing
 * @param faults the first hundred, without anything that a row says
 */
record ServiceUserImport(
    UUID id,
    UnitPath centre,
    boolean dryRun,
    boolean ended,
    int done,
    int repeated,
    int refused,
    List<RowFault> faults) {

  static final int FAULTS_SHOWN = 100;

  /**
   * @param row counted from 1, without a header
   */
  record RowFault(int row, String field, String code) {}
}
