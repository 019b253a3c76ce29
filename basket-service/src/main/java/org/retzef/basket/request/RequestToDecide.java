package org.retzef.basket.request;

import java.util.Set;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * Of a request, what a decision on it must know.
 *
 * @param askers who submitted or completed it: nobody decides on a request of their own
 * @param refusers who refused it before an appeal: alone or in a committee
 * @param frozen whether its unit approves nothing today
 */
record RequestToDecide(
    UUID id,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    Money amount,
    RequestStatus status,
    int requiredTier,
    int quorum,
    int round,
    long version,
    Set<String> askers,
    Set<String> refusers,
    boolean frozen) {}
