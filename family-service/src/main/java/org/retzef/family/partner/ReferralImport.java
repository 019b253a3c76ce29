package org.retzef.family.partner;

import java.util.List;
import java.util.UUID;

/**
 * How far a file of referrals is.
 *
 * @param ended false also where the connection broke: send the file again
 * @param done rows that were taken, or that would be with {@code dryRun}
 * @param repeated rows whose reference was there before; they changed nothing
 * @param faults the first hundred, without anything that a row says
 */
record ReferralImport(
    UUID id,
    boolean dryRun,
    boolean ended,
    int done,
    int repeated,
    int refused,
    List<ReferralFault> faults) {

  static final int FAULTS_SHOWN = 100;

  /**
   * @param row counted from 1
   */
  record ReferralFault(int row, String field, String code) {}
}
