package org.retzef.basket.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to change; what is left out stays.
 *
 * @param status {@code WITHDRAWN}, or {@code SUBMITTED} for a request that was returned
 * @param items all of them anew, of a request that was returned
 * @param aspect of a request that was returned
 * @param goalId of a request that was returned
 */
record ChangeRequest(
    @Nullable RequestStatus status,
    @Nullable @Size(min = 1, max = 50) List<SubmitRequest.@NotNull @Valid Item> items,
    @Nullable Aspect aspect,
    @Nullable UUID goalId) {

  boolean edits() {
    return items != null || aspect != null || goalId != null;
  }
}
