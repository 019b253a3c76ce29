package org.retzef.family.assignment;

import jakarta.validation.constraints.NotNull;
import org.retzef.platform.problem.Text;

/**
 * @param worker the subject of the worker's token
 * @param fieldRole what the worker is to be to the family; but for activists, mentors and
 *     volunteers, whoever has this role with the family hands it over now
 */
record AssignRequest(@NotNull @Text(max = 100) String worker, @NotNull FieldRole fieldRole) {}
