package org.retzef.basket.request;

import java.util.UUID;

/**
 * The answer to a decision; it repeats no free text.
 *
 * @param version of the request
 */
record DecisionMade(
    UUID id, UUID requestId, Decision.Verdict decision, RequestStatus status, long version) {}
