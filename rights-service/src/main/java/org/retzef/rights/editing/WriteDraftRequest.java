package org.retzef.rights.editing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.catalogue.Right;

/**
 * @param right the whole text of the coming version
 * @param suggestion the suggestion that it answers; kept from the first writing on
 */
record WriteDraftRequest(@NotNull @Valid Right right, @Nullable UUID suggestion) {}
