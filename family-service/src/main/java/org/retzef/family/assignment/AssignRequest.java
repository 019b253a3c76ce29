package org.retzef.family.assignment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * @param worker the subject of the worker's token, not a name: whoever it is not could never answer
 * @param fieldRole what the worker is to be to the family; but for activists, mentors and
 *     volunteers, whoever has this role with the family hands it over now
 */
record AssignRequest(
    @NotNull @Pattern(regexp = "[!-~]{1,100}", message = "worker-invalid") String worker,
    @NotNull FieldRole fieldRole) {}
