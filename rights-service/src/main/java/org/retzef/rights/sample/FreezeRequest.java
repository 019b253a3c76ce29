package org.retzef.rights.sample;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * @param moment {@code START}, then {@code DURING}, then {@code END}; each once
 */
record FreezeRequest(@NotNull UUID sampleDepartment, @NotNull Baseline.Moment moment) {}
