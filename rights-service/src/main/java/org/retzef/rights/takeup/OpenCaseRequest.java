package org.retzef.rights.takeup;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/**
 * @param right a code of {@code GET /api/v1/rights}
 */
record OpenCaseRequest(
    @NotNull UUID familyId,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "right-code-invalid")
        String right) {}
