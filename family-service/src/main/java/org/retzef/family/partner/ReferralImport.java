package org.retzef.family.partner;

import java.util.List;
import java.util.UUID;
import org.retzef.family.rowimport.RowImport;
import org.retzef.family.rowimport.ToldFault;

/**
 * How far a file of referrals is.
 *
 * @param ended false while rows wait; they are taken by themselves, also if the connection broke
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
    List<ToldFault> faults) {

  static ReferralImport of(RowImport file, List<ToldFault> faults) {
    return new ReferralImport(
        file.id(),
        file.dryRun(),
        file.ended(),
        file.done(),
        file.repeated(),
        file.refused(),
        faults);
  }
}
