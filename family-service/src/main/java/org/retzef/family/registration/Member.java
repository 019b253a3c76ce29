package org.retzef.family.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Family.LeaveReason;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.search.FindableFamily;

/**
 * Somebody's time in a family, with what was true of it on every day.
 *
 * @param identity null once the family is erased
 * @param relations to the head, oldest first; each holds until the next begins
 * @param leftOn first day no longer there
 */
public record Member(
    UUID id,
    @Nullable Identity identity,
    LocalDate birthDate,
    Sex sex,
    List<RelationSince> relations,
    List<UUID> parentIds,
    LocalDate joinedOn,
    @Nullable LocalDate leftOn,
    @Nullable LeaveReason leaveReason) {

  private static final int ADULT_AT = 18;

  /** What is sealed in a member's row. */
  public record Identity(String givenName, String familyName, @Nullable NationalId nationalId) {

    @Override
    public String toString() {
      return "Identity";
    }
  }

  public record RelationSince(Relation relation, LocalDate since) {}

  public boolean isPresentOn(LocalDate day) {
    return !joinedOn.isAfter(day) && (leftOn == null || leftOn.isAfter(day));
  }

  public boolean hasLeft() {
    return leftOn != null;
  }

  /** Whether there is a day on which both are in the household. */
  public boolean overlaps(Member other) {
    return wasThere()
        && other.wasThere()
        && (other.leftOn == null || joinedOn.isBefore(other.leftOn))
        && (leftOn == null || other.joinedOn.isBefore(leftOn));
  }

  /** Whoever was recorded in error, or twice, left on the day of joining. */
  private boolean wasThere() {
    return leftOn == null || joinedOn.isBefore(leftOn);
  }

  public Relation relation() {
    return relations.getLast().relation();
  }

  public Relation relationOn(LocalDate day) {
    return relations.stream()
        .filter(relation -> !relation.since().isAfter(day))
        .reduce((earlier, later) -> later)
        .orElse(relations.getFirst())
        .relation();
  }

  /**
   * Days in a row.
   *
   * @param until first day after them; null where they have no end
   */
  public record Days(LocalDate from, @Nullable LocalDate until) {}

  /** When this member was the head, oldest first. */
  public List<Days> daysAsHead() {
    return IntStream.range(0, relations.size())
        .filter(i -> relations.get(i).relation() == Relation.HEAD)
        .mapToObj(this::daysOfRelation)
        .filter(days -> days.until() == null || days.from().isBefore(days.until()))
        .toList();
  }

  private Days daysOfRelation(int i) {
    LocalDate from = i == 0 ? joinedOn : relations.get(i).since();
    LocalDate next = i + 1 < relations.size() ? relations.get(i + 1).since() : null;
    boolean endsByLeaving = leftOn != null && (next == null || leftOn.isBefore(next));
    return new Days(from, endsByLeaving ? leftOn : next);
  }

  public boolean isMinorOn(LocalDate day) {
    return birthDate.isAfter(day.minusYears(ADULT_AT));
  }

  FindableFamily.Person findable() {
    Identity known = Objects.requireNonNull(identity);
    NationalId id = known.nationalId();
    return new FindableFamily.Person(
        known.givenName(), known.familyName(), id == null ? null : id.digits(), birthDate);
  }

  public @Nullable NationalId nationalId() {
    return identity == null ? null : identity.nationalId();
  }

  /** As others see it on a day. */
  public Family.Member asOf(LocalDate day) {
    return new Family.Member(
        id,
        identity == null ? null : identity.givenName(),
        identity == null ? null : identity.familyName(),
        nationalId(),
        birthDate,
        sex,
        relationOn(day),
        parentIds,
        joinedOn,
        leftOn,
        leaveReason);
  }

  @Override
  public String toString() {
    return "Member " + id;
  }
}
