package org.retzef.basket.vendor;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.retzef.platform.problem.Text;

record AddVendorRequest(
    @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{1,39}", message = "vendor-code-invalid")
        String code,
    @NotNull @Text(max = 120) String name) {}
