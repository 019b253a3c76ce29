package org.retzef.basket.request;

import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * A request after a step.
 *
 * @param categories of its items, each once
 * @param before where it stood
 * @param after where it stands
 */
public record RequestMoved(
    UUID requestId,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    Money amount,
    List<String> categories,
    RequestStatus before,
    RequestStatus after,
    long version) {}
