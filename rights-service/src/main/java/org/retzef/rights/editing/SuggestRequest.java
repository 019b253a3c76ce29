package org.retzef.rights.editing;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * What a worker has met in the field and the catalogue does not say.
 *
 * @param right the code of the right that it is about; null for one that is missing
 * @param sourceSession the training session that it came up in
 * @param words what should be said, without anything about a family
 */
record SuggestRequest(
    @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "right-code-invalid")
        String right,
    @Nullable UUID sourceSession,
    @NotNull @Text(max = 4000, multiline = true) String words) {}
