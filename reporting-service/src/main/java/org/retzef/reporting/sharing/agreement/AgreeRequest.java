package org.retzef.reporting.sharing.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * @param code lower-case letters, digits and hyphens; it names the stream and never changes
 */
record AgreeRequest(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{1,39}", message = "agreement-code-invalid")
        String code,
    @NotNull @Valid Terms terms) {}
