package org.retzef.family.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A family's intervention plan in one of its versions.
 *
 * @param planVersion counts the versions of the plan from 1
 * @param approvedVersion the version in force; null if none was ever approved
 * @param authors the {@code sub}s of all who wrote in this version; none of them approves it
 * @param reviewOn the day on which it is to be looked at again
 * @param decidedBy who approved or returned it
 * @param note why it was returned, or what was said when it was approved
 * @param version counts every change of the plan, for {@code If-Match}
 */
record Plan(
    UUID id,
    UUID familyId,
    int planVersion,
    Status status,
    @Nullable Integer approvedVersion,
    Set<String> authors,
    LocalDate reviewOn,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String note,
    List<Goal> goals,
    long version) {

  static final int MOST_GOALS = 50;

  enum Status {
    DRAFT,
    SUBMITTED,
    APPROVED,
    RETURNED
  }

  /** A returned version is written on as a draft is. */
  boolean isWritable() {
    return status == Status.DRAFT || status == Status.RETURNED;
  }

  boolean isFull() {
    return goals.size() >= MOST_GOALS;
  }

  Plan with(List<Goal> newGoals) {
    return new Plan(
        id,
        familyId,
        planVersion,
        status,
        approvedVersion,
        authors,
        reviewOn,
        decidedBy,
        decidedAt,
        note,
        newGoals,
        version);
  }

  /** The next state of the plan, as its writer leaves it. */
  Plan writtenBy(String author, LocalDate nextReview) {
    Set<String> all = new TreeSet<>(authors);
    all.add(author);
    return new Plan(
        id,
        familyId,
        planVersion,
        status,
        approvedVersion,
        all,
        nextReview,
        decidedBy,
        decidedAt,
        note,
        goals,
        version + 1);
  }

  Plan submittedBy(String submitter) {
    Plan written = writtenBy(submitter, reviewOn);
    return new Plan(
        id,
        familyId,
        planVersion,
        Status.SUBMITTED,
        approvedVersion,
        written.authors,
        reviewOn,
        null,
        null,
        null,
        goals,
        version + 1);
  }

  Plan decided(boolean approved, String decider, Instant at, @Nullable String words) {
    return new Plan(
        id,
        familyId,
        planVersion,
        approved ? Status.APPROVED : Status.RETURNED,
        approved ? Integer.valueOf(planVersion) : approvedVersion,
        authors,
        reviewOn,
        decider,
        at,
        words,
        goals,
        version + 1);
  }

  /** The next version: a draft with the same goals. */
  Plan revisedBy(String author) {
    return new Plan(
        id,
        familyId,
        planVersion + 1,
        Status.DRAFT,
        approvedVersion,
        Set.of(author),
        reviewOn,
        null,
        null,
        null,
        goals,
        version + 1);
  }

  /** The same after something that changes none of its words. */
  Plan later() {
    return new Plan(
        id,
        familyId,
        planVersion,
        status,
        approvedVersion,
        authors,
        reviewOn,
        decidedBy,
        decidedAt,
        note,
        goals,
        version + 1);
  }

  PlanState state(@Nullable UUID goalId) {
    return new PlanState(id, familyId, planVersion, status, goalId, version);
  }

  @Override
  public String toString() {
    return "Plan " + id;
  }
}
