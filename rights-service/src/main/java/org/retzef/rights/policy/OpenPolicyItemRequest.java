package org.retzef.rights.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * @param kind {@code LAW_CHANGE}, {@code CALCULATOR} or {@code COMMUNITY_RESPONSE}
 * @param right the right that it is about, where there is one
 */
record OpenPolicyItemRequest(
    @NotNull PolicyItem.Kind kind,
    @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "right-code-invalid")
        String right) {}
