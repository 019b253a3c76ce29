package org.retzef.family.rowimport;

import java.util.List;
import java.util.function.Function;
import org.retzef.platform.problem.Fault;

/**
 * What is asked for with a file.
 *
 * @param place where its rows go, such as a centre
 * @param faults of a row that reads well, where it cannot be taken in this place
 */
public record RowFile<R>(
    RowKind<R> kind,
    String place,
    String startedBy,
    boolean dryRun,
    OnError onError,
    FileType type,
    Function<R, List<Fault>> faults) {}
