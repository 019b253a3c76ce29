package org.retzef.basket.request;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a request stands by the rules alone, and what must therefore be refused. */
final class WalkedRequest {

  /** Of those who decide on what the district must decide on. */
  private static final int QUORUM = 3;

  private final String id;
  private final Person asker;
  private final Person concerned;
  private final int tierOfItsAmount;
  private final Map<Person, String> votes = new EnumMap<>(Person.class);
  private final Set<Person> refusers = EnumSet.noneOf(Person.class);
  private String status = "SUBMITTED";
  private int requiredTier;
  private int refusedAt;
  private boolean silent;
  private @Nullable String appeal;

  /** What the appeal is against; null while none is open. */
  private @Nullable String appealed;

  WalkedRequest(String id, Person asker, Person concerned, int tierOfItsAmount) {
    this.id = UUID.fromString(id).toString();
    this.asker = asker;
    this.concerned = concerned;
    this.tierOfItsAmount = tierOfItsAmount;
    this.requiredTier = tierOfItsAmount;
  }

  String id() {
    return id;
  }

  Person asker() {
    return asker;
  }

  Person concerned() {
    return concerned;
  }

  String status() {
    return status;
  }

  int requiredTier() {
    return requiredTier;
  }

  int tierOfItsAmount() {
    return tierOfItsAmount;
  }

  private boolean isOpen() {
    return status.equals("SUBMITTED") || status.equals("IN_APPROVAL");
  }

  private boolean isForACommittee() {
    return requiredTier == Person.DISTRICT.tier();
  }

  /** Of a decision; empty where they may decide. */
  String refusalOf(Person who) {
    if (who.tier() == 0) {
      return "role-not-allowed";
    }
    if (who.tier() >= Person.DISTRICT.tier() && requiredTier < Person.DISTRICT.tier()) {
      return "request-not-found"; // a department's own affair
    }
    if (who == asker) {
      return "own-request";
    }
    if (who.tier() < requiredTier) {
      return "tier-too-low";
    }
    if (!status.equals("REJECTED") && refusers.contains(who)) {
      return "refused-before";
    }
    if (!isOpen()) {
      return "step-not-allowed";
    }
    if (who == concerned) {
      return "conflict-of-interest";
    }
    return votes.containsKey(who) ? "already-voted" : "";
  }

  /** Answers what it came to: a vote that others must follow, or what was decided. */
  String decided(Person who, String verdict) {
    if (!isForACommittee()) {
      if (verdict.equals("REJECT")) {
        refusers.add(who);
        refusedAt = Math.max(refusedAt, who.tier());
      }
      return decided(verdict);
    }
    votes.put(who, verdict);
    if (votes.size() < QUORUM) {
      status = "IN_APPROVAL";
      return "vote";
    }
    String outcome = outcome();
    if (outcome.equals("REJECT")) {
      votes.forEach(
          (member, vote) -> {
            if (vote.equals("REJECT")) {
              refusers.add(member);
            }
          });
    }
    return decided(outcome);
  }

  private String decided(String verdict) {
    status = Map.of("APPROVE", "APPROVED", "REJECT", "REJECTED", "RETURN", "DRAFT").get(verdict);
    return verdict;
  }

  private String outcome() {
    int approvals = Collections.frequency(votes.values(), "APPROVE");
    int returns = Collections.frequency(votes.values(), "RETURN");
    return 2 * approvals > QUORUM
        ? "APPROVE"
        : 2 * returns >= QUORUM - approvals ? "RETURN" : "REJECT";
  }

  /** What could be appealed against now. */
  @Nullable String basis() {
    return status.equals("REJECTED") ? "REFUSAL" : isOpen() && silent ? "SILENCE" : null;
  }

  /** Why nobody may appeal now; empty where somebody may. */
  String refusalOfAnAppeal() {
    boolean answeredByIt = "REFUSAL".equals(basis()) && "SILENCE".equals(appealed);
    return basis() == null
        ? "appeal-too-early"
        : appealed == null || answeredByIt ? "" : "appeal-exists";
  }

  void isAppealed(String filed) {
    appealed = basis();
    appeal = filed;
  }

  /** The last that was filed; null before. */
  @Nullable String appeal() {
    return appeal;
  }

  @Nullable String appealed() {
    return appealed;
  }

  /** Empty where they may. */
  String refusalOnAppealOf(Person who, boolean reopens) {
    if (who.tier() < Person.DISTRICT.tier()) {
      return "role-not-allowed";
    }
    if (appealed == null) {
      return "appeal-decided";
    }
    if (refusers.contains(who)) {
      return "own-decision";
    }
    if (reopens && !appealed.equals(basis())) {
      return "step-not-allowed";
    }
    return who == concerned ? "conflict-of-interest" : "";
  }

  void appealIsDecided(boolean reopens) {
    if (reopens) {
      reopened();
    }
    appealed = null;
  }

  private void reopened() {
    int tier = Math.max(requiredTier, refusedAt);
    if ("REFUSAL".equals(appealed)) {
      submitted(tier);
    } else {
      isDecidedBy(Math.min(tier + 1, Person.NATIONAL.tier()));
    }
  }

  void submittedAgain() {
    submitted(tierOfItsAmount);
  }

  void thirtyDaysGoBy() {
    silent = true;
  }

  void ordered() {
    status = "ORDERED";
  }

  private void submitted(int tier) {
    silent = false;
    isDecidedBy(tier);
  }

  private void isDecidedBy(int tier) {
    status = "SUBMITTED";
    requiredTier = tier;
    votes.clear();
  }
}
