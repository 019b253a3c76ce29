package org.retzef.basket.request;

import java.util.Set;
import java.util.UUID;
import org.retzef.basket.approval.PolicyVersion;
import org.retzef.basket.basket.Basket;
import org.retzef.platform.caller.UnitPath;

/**
 * A basket, with all that a request out of it is held against on its day.
 *
 * @param categories those of the request that can be asked for
 * @param ruled whether a rule of spending looks at one of them, today or another day
 * @param mode whether there is an emergency in its unit, or above it
 * @param policy that finds who decides
 */
record BasketToAsk(
    UUID id,
    UUID familyId,
    UnitPath unit,
    String track,
    Basket.Status status,
    Set<String> categories,
    boolean ruled,
    Mode mode,
    PolicyVersion policy) {}
