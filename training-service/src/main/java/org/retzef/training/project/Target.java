package org.retzef.training.project;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.retzef.platform.caller.UnitPath;

/**
 * A department that a project is for.
 *
 * @param cluster neighbouring departments that are visited together, by a code
 * @param workers how many are to be trained
 * @param need how much the department needs the training, 0 to 100
 * @param readiness how ready it is: computers, time, a head who wants it; 0 to 100
 * @param learningValue how much the project learns there, 0 to 100
 */
record Target(
    @NotNull UnitPath unit,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "cluster-code-invalid")
        String cluster,
    @NotNull
        @Min(value = 1, message = "plan-figure-out-of-range")
        @Max(value = 10_000, message = "plan-figure-out-of-range")
        Integer workers,
    @NotNull
        @Min(value = 0, message = "percent-out-of-range")
        @Max(value = 100, message = "percent-out-of-range")
        Integer need,
    @NotNull
        @Min(value = 0, message = "percent-out-of-range")
        @Max(value = 100, message = "percent-out-of-range")
        Integer readiness,
    @NotNull
        @Min(value = 0, message = "percent-out-of-range")
        @Max(value = 100, message = "percent-out-of-range")
        Integer learningValue) {}
