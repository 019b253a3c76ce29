package org.retzef.family.rowimport;

import java.util.List;
import java.util.stream.IntStream;
import org.retzef.platform.problem.Fault;

/**
 * What is wrong with a row; never the value itself.
 *
 * @param row counted from 1, the header of a CSV file included, as a spreadsheet shows it; 0 is the
 *     whole file
 * @param field the column, or the path in the line's JSON; empty for the whole row
 */
public record RowFault(int row, String field, String code) {

  /**
   * @param faults of each row, in the order of the rows
   */
  public static List<RowFault> ofRows(List<Integer> rows, List<List<Fault>> faults) {
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(
            i ->
                faults.get(i).stream()
                    .map(fault -> new RowFault(rows.get(i), fault.field(), fault.code())))
        .toList();
  }
}
