package org.retzef.basket.voucher;

import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;

/**
 * @param amount what the vendor charged; null for the whole voucher
 */
record PayRequest(@Nullable @AboveZero Money amount) {}
