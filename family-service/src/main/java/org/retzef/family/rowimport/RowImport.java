package org.retzef.family.rowimport;

import java.util.List;
import java.util.UUID;

/**
 * How far a file of rows is.
 *
 * @param ended false while rows of it wait
 * @param done rows that were taken, or that would be with {@code dryRun}
 * @param repeated rows whose key was there before; they changed nothing
 * @param faults the first hundred
 */
public record RowImport(
    UUID id,
    boolean dryRun,
    boolean ended,
    int done,
    int repeated,
    int refused,
    List<RowFault> faults) {

  static final int FAULTS_SHOWN = 100;
}
