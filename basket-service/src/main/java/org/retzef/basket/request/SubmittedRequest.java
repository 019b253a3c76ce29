package org.retzef.basket.request;

import java.util.UUID;
import org.retzef.basket.money.Money;

/** The answer to a submission. It repeats no free text, because answers are kept for a day. */
record SubmittedRequest(
    UUID id, UUID basketId, RequestStatus status, int requiredTier, Money amount, long version) {}
