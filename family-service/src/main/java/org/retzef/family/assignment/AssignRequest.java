package org.retzef.family.assignment;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.Text;

/**
 * @param worker the subject of the worker's token, not a name: whoever it is not could never answer
 * @param fieldRole what the worker is to be to the family; but for activists, mentors and
 *     volunteers, whoever has this role with the family hands it over now
 */
record AssignRequest(@NotNull @Text(max = 100) String worker, @NotNull FieldRole fieldRole) {

  List<Fault> faults() {
    return worker.matches("[!-~]+") ? List.of() : List.of(Fault.of("worker", "worker-invalid"));
  }
}
