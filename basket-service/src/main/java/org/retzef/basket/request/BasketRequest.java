package org.retzef.basket.request;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;

/**
 * A request to a basket, as it is kept and shown.
 *
 * @param requiredTier that decides now, by the policy or by escalation
 * @param quorum so many members of the tier vote; 1 is no committee
 * @param votes so many have voted since it was last submitted or escalated
 * @param policyId the version of the policy that routed it
 * @param decideBy the tier's last day; then the next one decides. Null in the last tier
 * @param round counts submissions, escalations and appeals
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
    int quorum,
    int votes,
    int round,
    @Nullable UUID policyId,
    @Nullable LocalDate decideBy,
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
        quorum,
        votes,
        round,
        policyId,
        decideBy,
        requestedBy,
        submittedAt,
        explained,
        version);
  }

  /** What it asks for, as if it were asked for now. */
  SubmitRequest asked() {
    return new SubmitRequest(
        items.stream()
            .map(
                item ->
                    new SubmitRequest.Item(
                        item.category(),
                        item.purpose(),
                        item.description(),
                        item.vendorId(),
                        item.amount()))
            .toList(),
        aspect,
        goalId);
  }

  /** What it would ask for after this change. */
  SubmitRequest changed(ChangeRequest change) {
    SubmitRequest now = asked();
    return new SubmitRequest(
        requireNonNullElse(change.items(), now.items()),
        requireNonNullElse(change.aspect(), aspect),
        change.goalId() == null ? goalId : change.goalId());
  }

  record Item(
      String category,
      @Nullable String purpose,
      String description,
      @Nullable UUID vendorId,
      Money amount) {

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
