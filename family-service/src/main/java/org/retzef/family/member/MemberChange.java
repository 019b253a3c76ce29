package org.retzef.family.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Family.LeaveReason;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.Member.RelationSince;
import org.retzef.family.registration.NationalId;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** Makes the new state of a member, and of the head whom a member follows, from a request. */
final class MemberChange {

  private final FamilyFile family;
  private final Member member;
  private final ChangeMemberRequest request;
  private final LocalDate today;

  MemberChange(FamilyFile family, Member member, ChangeMemberRequest request, LocalDate today) {
    this.family = family;
    this.member = member;
    this.request = request;
    this.today = today;
  }

  /** The members that are different now; a former head comes before the new one. */
  List<Member> changed() {
    InvalidInput.ifAny(faults());
    List<Member> changed = new ArrayList<>();
    if (isNewHead()) {
      changed.add(formerHead());
    }
    Member next = next();
    if (!next.equals(member)) {
      changed.add(next);
    }
    return changed;
  }

  private List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    if (request.nationalId() != null && Boolean.TRUE.equals(request.withoutNationalId())) {
      faults.add(Fault.of("withoutNationalId", "value-invalid"));
    }
    if (request.relation() == null && request.since() != null) {
      faults.add(Fault.of("relation", "required"));
    }
    if (request.relation() != null && since().isBefore(member.relations().getLast().since())) {
      faults.add(Fault.of("since", "date-before-start"));
    }
    boolean hasReason = request.leaveReason() != null || member.leaveReason() != null;
    if (request.leftOn() != null && !hasReason) {
      faults.add(Fault.of("leaveReason", "required"));
    }
    if (request.leaveReason() != null && request.leftOn() == null && !member.hasLeft()) {
      faults.add(Fault.of("leftOn", "required"));
    }
    addFaultsOfHeads(faults);
    return faults;
  }

  private void addFaultsOfHeads(List<Fault> faults) {
    var former = request.formerHead();
    if (!isNewHead()) {
      if (former != null) {
        faults.add(Fault.of("formerHead", "value-invalid"));
      }
      return;
    }
    if (former == null) {
      faults.add(Fault.of("formerHead", "required"));
    } else if ((former.relation() == null) == (former.leaveReason() == null)
        || former.relation() == Relation.HEAD) {
      faults.add(Fault.of("formerHead", "value-invalid"));
    }
    if (since().isBefore(head().relations().getLast().since())) {
      faults.add(Fault.of("since", "date-before-start"));
    }
  }

  private boolean isNewHead() {
    return request.relation() == Relation.HEAD && member.relation() != Relation.HEAD;
  }

  private Member next() {
    if (isNewHead() && request.leftOn() != null && !member.hasLeft()) {
      throw new HeadRequired();
    }
    if (member.hasLeft() && request.relation() != null) {
      throw new MemberHasLeft();
    }
    Member next =
        with(
            member,
            identity(),
            relations(member, request.relation()),
            request.leftOn() == null ? member.leftOn() : request.leftOn(),
            request.leaveReason() == null ? member.leaveReason() : request.leaveReason());
    return requireInOrder(requireSameDaysAsHead(next));
  }

  /** Whoever has left becomes nothing else to the head afterwards. */
  private Member requireInOrder(Member next) {
    LocalDate left = request.leftOn();
    List<RelationSince> relations = next.relations();
    if (left != null && relations.size() > 1 && left.isBefore(relations.getLast().since())) {
      throw new InvalidInput(Fault.of("leftOn", "left-before-relation"));
    }
    return next;
  }

  /** Of a past day too: only another head, in the same step, begins or ends the days of one. */
  private Member requireSameDaysAsHead(Member next) {
    if (!isNewHead() && !next.daysAsHead().equals(member.daysAsHead())) {
      throw new HeadRequired();
    }
    return next;
  }

  private Member formerHead() {
    Member head = head();
    var former = Objects.requireNonNull(request.formerHead());
    LeaveReason reason = former.leaveReason();
    return new Member(
        head.id(),
        head.identity(),
        head.birthDate(),
        head.sex(),
        relations(head, former.relation()),
        head.parentIds(),
        head.joinedOn(),
        reason == null ? null : since(),
        reason);
  }

  private Member head() {
    return family.members().stream()
        .filter(other -> other.relation() == Relation.HEAD && !other.hasLeft())
        .findFirst()
        .orElseThrow(HeadRequired::new);
  }

  private Member with(
      Member before,
      Member.Identity identity,
      List<RelationSince> relations,
      @Nullable LocalDate leftOn,
      @Nullable LeaveReason leaveReason) {
    return new Member(
        before.id(),
        identity,
        orElse(request.birthDate(), before.birthDate()),
        orElse(request.sex(), before.sex()),
        relations,
        request.parentIds() == null
            ? before.parentIds()
            : request.parentIds().stream().distinct().sorted().toList(),
        before.joinedOn(),
        leftOn,
        leaveReason);
  }

  private Member.Identity identity() {
    Member.Identity before = Objects.requireNonNull(member.identity());
    NationalId nationalId =
        request.nationalId() == null ? before.nationalId() : request.nationalId();
    return new Member.Identity(
        orElse(request.givenName(), before.givenName()),
        orElse(request.familyName(), before.familyName()),
        Boolean.TRUE.equals(request.withoutNationalId()) ? null : nationalId);
  }

  private List<RelationSince> relations(Member before, @Nullable Relation relation) {
    if (relation == null || relation == before.relation()) {
      return before.relations();
    }
    List<RelationSince> relations = new ArrayList<>(before.relations());
    relations.add(new RelationSince(relation, since()));
    return List.copyOf(relations);
  }

  private LocalDate since() {
    LocalDate since = request.since();
    return since == null ? today : since;
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
