package org.retzef.basket.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * A request to a basket, as it is kept and shown.
 *
 * @param requestedBy the subject of the requester's token
 * @param decision the last one; null while there is none
 */
record BasketRequest(
    UUID id,
    UUID basketId,
    UUID familyId,
    UnitPath unit,
    Aspect aspect,
    @Nullable UUID goalId,
    List<Item> items,
    Money amount,
    RequestStatus status,
    int requiredTier,
    String requestedBy,
    Instant submittedAt,
    @Nullable Decision decision,
    long version) {

  BasketRequest with(Decision explained) {
    return new BasketRequest(
        id,
        basketId,
        familyId,
        unit,
        aspect,
        goalId,
        items,
        amount,
        status,
        requiredTier,
        requestedBy,
        submittedAt,
        explained,
        version);
  }

  record Item(String category, String description, @Nullable UUID vendorId, Money amount) {

    /** Not the description: it is free text. */
    @Override
    public String toString() {
      return "Item " + category;
    }
  }

  @Override
  public String toString() {
    return "BasketRequest " + id;
  }
}
