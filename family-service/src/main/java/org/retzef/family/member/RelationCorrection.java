package org.retzef.family.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.Member.Days;
import org.retzef.family.registration.Member.RelationSince;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** Makes the right past of members from a request: with one head on every day, as before. */
final class RelationCorrection {

  private final FamilyFile family;
  private final List<CorrectRelationsRequest.Corrected> corrected;

  RelationCorrection(FamilyFile family, CorrectRelationsRequest request) {
    this.family = family;
    this.corrected = request.members();
  }

  /** The members that are different now; who is no head any more comes before who is. */
  List<Member> changed() {
    InvalidInput.ifAny(
        IntStream.range(0, corrected.size()).boxed().flatMap(i -> faults(i).stream()).toList());
    List<Member> changed =
        corrected.stream()
            .map(this::next)
            .filter(next -> !next.equals(family.member(next.id()).orElseThrow()))
            .sorted(Comparator.comparing(RelationCorrection::isHeadToday))
            .toList();
    requireOneHeadOnEveryDay(family.with(changed));
    return changed;
  }

  private static boolean isHeadToday(Member member) {
    return member.relation() == Relation.HEAD && !member.hasLeft();
  }

  private List<Fault> faults(int i) {
    CorrectRelationsRequest.Corrected one = corrected.get(i);
    String field = "members[" + i + "].";
    Member member = family.member(one.memberId()).orElse(null);
    boolean repeated =
        corrected.subList(0, i).stream().anyMatch(other -> other.memberId().equals(one.memberId()));
    if (member == null || repeated) {
      return List.of(Fault.of(field + "memberId", "value-unknown"));
    }
    List<Fault> faults = new ArrayList<>();
    if (one.leftOn() != null && !member.hasLeft()) {
      faults.add(Fault.of(field + "leftOn", "value-invalid"));
    }
    LocalDate left = leftOn(one, member);
    for (int nth = 0; nth < one.relations().size(); nth++) {
      LocalDate since = one.relations().get(nth).since();
      String day = field + "relations[" + nth + "].since";
      boolean tooEarly =
          nth == 0
              ? since.isBefore(member.joinedOn())
              : !since.isAfter(one.relations().get(nth - 1).since());
      if (tooEarly) {
        faults.add(Fault.of(day, "date-before-start"));
      } else if (nth > 0 && left != null && !since.isBefore(left)) {
        faults.add(Fault.of(day, "date-out-of-range"));
      }
      if (nth > 0
          && one.relations().get(nth).relation() == one.relations().get(nth - 1).relation()) {
        faults.add(Fault.of(field + "relations[" + nth + "].relation", "value-invalid"));
      }
    }
    return faults;
  }

  private static @Nullable LocalDate leftOn(CorrectRelationsRequest.Corrected one, Member member) {
    return one.leftOn() == null ? member.leftOn() : one.leftOn();
  }

  private Member next(CorrectRelationsRequest.Corrected one) {
    Member before = family.member(one.memberId()).orElseThrow();
    return new Member(
        before.id(),
        before.identity(),
        before.birthDate(),
        before.sex(),
        one.relations().stream()
            .map(relation -> new RelationSince(relation.relation(), relation.since()))
            .toList(),
        before.parentIds(),
        before.joinedOn(),
        leftOn(one, before),
        before.leaveReason());
  }

  /** From the first day on which the family had one; a family that two were merged into, too. */
  private void requireOneHeadOnEveryDay(FamilyFile next) {
    List<Days> before = daysOfHeads(family);
    List<Days> after = daysOfHeads(next);
    if (after.equals(before)) {
      return;
    }
    boolean beginsInTime =
        !after.isEmpty() && !after.getFirst().from().isAfter(before.getFirst().from());
    boolean followEachOther =
        IntStream.range(1, after.size())
            .allMatch(i -> after.get(i).from().equals(after.get(i - 1).until()));
    if (!beginsInTime || !followEachOther || after.getLast().until() != null) {
      throw new HeadRequired();
    }
  }

  private static List<Days> daysOfHeads(FamilyFile family) {
    return family.members().stream()
        .flatMap(member -> member.daysAsHead().stream())
        .sorted(Comparator.comparing(Days::from))
        .toList();
  }
}
