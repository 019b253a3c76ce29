package org.retzef.basket.loan;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A proposal not to ask for the rest of a loan any more. */
record WriteOffRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "code-invalid")
        String reasonCode) {}
