package org.retzef.family.centre;

import java.util.List;
import java.util.UUID;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowImport;
import org.retzef.family.rowimport.ToldFault;
import org.retzef.platform.caller.UnitPath;

/**
 * How far a file of service users is.
 *
 * @param ended false while rows wait; they are taken by themselves, also if the connection broke
 * @param rows read, without the header and blank ones
 * @param done rows that were taken, or that would be with {@code dryRun}
 * @param repeated rows whose key was there before; they changed nothing
 * @param faults the first thousand, by row, without anything that a row says
 */
record ServiceUserImport(
    UUID id,
    UnitPath centre,
    RowImport.State state,
    boolean dryRun,
    OnError onError,
    boolean ended,
    int rows,
    int done,
    int repeated,
    int refused,
    List<ToldFault> faults) {

  static ServiceUserImport of(UnitPath centre, RowImport file, List<ToldFault> faults) {
    return new ServiceUserImport(
        file.id(),
        centre,
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
