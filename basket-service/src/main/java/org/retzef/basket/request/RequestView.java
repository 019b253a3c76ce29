package org.retzef.basket.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A request with, if it was refused, the reason and the right of appeal in the reader's language.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RequestView(
    @JsonUnwrapped BasketRequest request,
    @Nullable String refusalReason,
    @Nullable String howToAppeal) {}
