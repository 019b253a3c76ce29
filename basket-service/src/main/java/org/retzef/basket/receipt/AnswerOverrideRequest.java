package org.retzef.basket.receipt;

import jakarta.validation.constraints.NotNull;

/** A second person's word. */
record AnswerOverrideRequest(@NotNull ReceiptOverride.Answer answer) {}
