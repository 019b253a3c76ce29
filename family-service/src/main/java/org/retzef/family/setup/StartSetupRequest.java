package org.retzef.family.setup;

import jakarta.validation.constraints.NotNull;
import org.retzef.platform.problem.Text;

/**
 * @param programme a code of {@code /api/v1/programmes}
 */
record StartSetupRequest(@NotNull @Text(max = 60) String programme) {}
