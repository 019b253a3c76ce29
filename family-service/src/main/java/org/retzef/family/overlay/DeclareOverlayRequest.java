package org.retzef.family.overlay;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param name what people call the emergency
 * @param form the code of a form of {@code /api/v1/assessment-forms}
 * @param from first day
 * @param to last day; left out while nobody knows it
 */
record DeclareOverlayRequest(
    @NotNull @Text(max = 100) String name,
    @NotNull @Text(max = 60) String form,
    @NotNull LocalDate from,
    @Nullable LocalDate to) {}
