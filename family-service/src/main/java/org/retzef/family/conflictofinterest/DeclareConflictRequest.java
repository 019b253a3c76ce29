package org.retzef.family.conflictofinterest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * @param worker the subject of the worker's token; whoever declares it, unless said
 */
record DeclareConflictRequest(
    @Nullable @Pattern(regexp = "[!-~]{1,100}", message = "worker-invalid") String worker,
    @NotNull ConflictOfInterest.Tie tie) {}
