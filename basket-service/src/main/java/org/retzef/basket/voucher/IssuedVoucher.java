package org.retzef.basket.voucher;

import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStatus;

/** The answer to an issue. It repeats no free text, because answers are kept for a day. */
record IssuedVoucher(
    UUID id, UUID requestId, UUID vendorId, RequestStatus status, Money amount, long version) {}
