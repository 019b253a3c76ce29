package org.retzef.basket.appeal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a filing or a decision; it repeats no free text. */
record AppealFiled(
    UUID id, UUID requestId, Appeal.Basis basis, Appeal.@Nullable Outcome outcome, long version) {}
