package org.retzef.family.form;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;

/**
 * The next version of a form.
 *
 * @param code {@code ROUTINE}, or the code of a form for emergencies, new or known
 * @param inForceFrom first day of assessments that are made with it; today at the earliest
 */
record PublishFormRequest(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String code,
    @NotNull LocalDate inForceFrom,
    @NotNull @Valid FormDefinition definition) {}
