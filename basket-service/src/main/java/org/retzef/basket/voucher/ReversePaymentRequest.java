package org.retzef.basket.voucher;

import jakarta.validation.constraints.NotNull;

/** Why a payment is undone. */
record ReversePaymentRequest(@NotNull ReversedPayment.Reason reasonCode) {}
