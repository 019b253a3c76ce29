package org.retzef.family.partner;

import java.util.List;
import java.util.UUID;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowImport;
import org.retzef.family.rowimport.ToldFault;

/**
 * How far a file of referrals is.
 *
 * @param ended false while rows wait; they are taken by themselves, also if the connection broke
 * @param rows read, without the header and blank ones
 * @param done rows that were taken, or that would be with {@code dryRun}
 * @param repeated rows whose reference was there before; they changed nothing
 * @param faults the first thousand, by row, without anything that a row says
 */
record ReferralImport(
    UUID id,
    RowImport.State state,
    boolean dryRun,
    OnError onError,
    boolean ended,
    int rows,
    int done,
    int repeated,
    int refused,
    List<ToldFault> faults) {

  static ReferralImport of(RowImport file, List<ToldFault> faults) {
    return new ReferralImport(
        file.id(),
        file.state(),
        file.dryRun(),
        file.onError(),
        file.ended(),
        file.rows(),
        file.done(),
        file.repeated(),
        file.refused(),
        faults);
  }
}
