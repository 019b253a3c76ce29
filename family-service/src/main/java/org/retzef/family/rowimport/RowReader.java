package org.retzef.family.rowimport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.RequestBodies;
import org.springframework.stereotype.Component;

/** Reads lines of JSON as the bodies that they would be if each came singly. */
@Component
class RowReader {

  private final RequestBodies bodies;

  RowReader(RequestBodies bodies) {
    this.bodies = bodies;
  }

  /**
   * @param faults grows by what is wrong with those lines that are no rows
   */
  <R> List<Row<R>> read(
      List<Line> lines, Class<R> type, Function<R, List<Fault>> check, List<RowFault> faults) {
    List<Row<R>> rows = new ArrayList<>();
    for (Line line : lines) {
      try {
        R row = bodies.read(line.text().getBytes(StandardCharsets.UTF_8), type);
        InvalidInput.ifAny(check.apply(row));
        rows.add(new Row<>(line.number(), line.text(), row));
      } catch (InvalidInput invalid) {
        invalid
            .faults()
            .forEach(fault -> faults.add(new RowFault(line.number(), fault.field(), fault.code())));
      }
    }
    return rows;
  }
}
