package org.retzef.rights.editing;

import jakarta.validation.constraints.NotNull;
import org.retzef.platform.problem.Text;

/**
 * @param reason told to the one who made the suggestion
 */
record RefuseSuggestionRequest(@NotNull @Text(max = 1000) String reason) {}
