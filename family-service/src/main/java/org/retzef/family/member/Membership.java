package org.retzef.family.member;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.family.history.FieldChange;
import org.retzef.family.history.FileChanges;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FilesToChange;
import org.retzef.family.registration.Member;
import org.retzef.family.registration.Member.RelationSince;
import org.retzef.family.registration.Members;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets members join, leave and change. Runs inside the caller's command. */
@Service
class Membership {

  private final FilesToChange files;
  private final Members members;
  private final OtherHouseholds others;
  private final FileChanges changes;
  private final Outbox outbox;
  private final Clock clock;

  Membership(
      FilesToChange files,
      Members members,
      OtherHouseholds others,
      FileChanges changes,
      Outbox outbox,
      Clock clock) {
    this.files = files;
    this.members = members;
    this.others = others;
    this.changes = changes;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<JoinedMember> join(
      Caller caller, UUID familyId, ExpectedVersion expected, JoinFamilyRequest request) {
    LocalDate today = LocalDate.now(clock);
    Member member = newMember(request);
    return files
        .lock(caller, familyId, expected, today)
        .map(family -> joinedBy(member, family))
        .delayUntil(family -> others.requireNotIn(family, member))
        .flatMap(family -> saveJoined(caller, family, member, today))
        .map(family -> answer(family, member));
  }

  /** Answers the file as it is now. */
  Mono<FamilyFile> change(
      Caller caller,
      UUID familyId,
      UUID memberId,
      ExpectedVersion expected,
      ChangeMemberRequest request) {
    LocalDate today = LocalDate.now(clock);
    return files
        .lock(caller, familyId, expected, today)
        .flatMap(family -> saveChanged(caller, family, memberId, request, today));
  }

  /** Answers the file as it is now. */
  Mono<FamilyFile> correctRelations(
      Caller caller, UUID familyId, ExpectedVersion expected, CorrectRelationsRequest request) {
    LocalDate today = LocalDate.now(clock);
    return files
        .lock(caller, familyId, expected, today)
        .flatMap(
            family ->
                save(caller, family, new RelationCorrection(family, request).changed(), today));
  }

  private static FamilyFile joinedBy(Member member, FamilyFile family) {
    if (member.relation() == Relation.HEAD) {
      throw new HeadRequired();
    }
    FamilyFile joined = family.with(List.of(member));
    Household.requireSound(joined, member);
    return joined;
  }

  private Mono<FamilyFile> saveJoined(
      Caller caller, FamilyFile family, Member member, LocalDate today) {
    return members
        .insert(family, member)
        .then(changes.keep(caller, family, member.id(), differences(null, member)))
        .then(outbox.append(MemberEvent.Joined.of(family, member, today)))
        .then(files.count(family));
  }

  private Mono<FamilyFile> saveChanged(
      Caller caller,
      FamilyFile before,
      UUID memberId,
      ChangeMemberRequest request,
      LocalDate today) {
    Member member = before.member(memberId).orElseThrow(MemberNotFound::new);
    return save(caller, before, new MemberChange(before, member, request, today).changed(), today);
  }

  private Mono<FamilyFile> save(
      Caller caller, FamilyFile before, List<Member> changed, LocalDate today) {
    if (changed.isEmpty()) {
      return Mono.just(before);
    }
    FamilyFile after = before.with(changed);
    changed.forEach(one -> Household.requireSound(after, one));
    return Flux.fromIterable(changed)
        .concatMap(one -> saveOne(caller, before, after, one))
        .then(outbox.append(leavings(before, after, changed, today)))
        .then(files.count(after));
  }

  /** Leaving is never refused, also not to who was registered into two households. */
  private Mono<Void> requireInNoOtherHousehold(FamilyFile after, Member member, Member former) {
    boolean samePerson = Objects.equals(member.nationalId(), former.nationalId());
    return samePerson && !staysLonger(member, former)
        ? Mono.empty()
        : others.requireNotIn(after, member);
  }

  private static boolean staysLonger(Member member, Member former) {
    LocalDate left = member.leftOn();
    LocalDate leftBefore = former.leftOn();
    return leftBefore != null && (left == null || left.isAfter(leftBefore));
  }

  private Mono<Void> saveOne(Caller caller, FamilyFile before, FamilyFile after, Member member) {
    Member former = before.member(member.id()).orElseThrow();
    return requireInNoOtherHousehold(after, member, former)
        .then(members.update(after, member))
        .then(changes.keep(caller, after, member.id(), differences(former, member)));
  }

  private static List<MemberEvent> leavings(
      FamilyFile before, FamilyFile after, List<Member> changed, LocalDate today) {
    List<MemberEvent> leavings = new ArrayList<>();
    for (Member member : changed) {
      LocalDate leftOn = member.leftOn();
      LocalDate known = before.member(member.id()).orElseThrow().leftOn();
      if (leftOn != null && !leftOn.equals(known)) {
        leavings.add(MemberEvent.Left.of(after, member, leftOn, today));
      }
    }
    return leavings;
  }

  private static Member newMember(JoinFamilyRequest request) {
    List<UUID> parents = Objects.requireNonNullElse(request.parentIds(), List.of());
    return new Member(
        Ids.next(),
        new Member.Identity(request.givenName(), request.familyName(), request.nationalId()),
        request.birthDate(),
        request.sex(),
        List.of(new RelationSince(request.relation(), request.joinedOn())),
        parents.stream().distinct().sorted().toList(),
        request.joinedOn(),
        null,
        null);
  }

  private static JoinedMember answer(FamilyFile family, Member member) {
    return new JoinedMember(member.id(), member.relation(), member.joinedOn(), family.version());
  }

  /** Whether the past is another now, not only longer. */
  private static boolean isCorrected(List<RelationSince> before, List<RelationSince> after) {
    return after.size() < before.size() || !after.subList(0, before.size()).equals(before);
  }

  private static String written(List<RelationSince> relations) {
    return relations.stream()
        .map(one -> one.relation() + " " + one.since())
        .collect(Collectors.joining(", "));
  }

  private static List<FieldChange> differences(@Nullable Member before, Member after) {
    List<RelationSince> past = before == null ? List.of() : before.relations();
    boolean corrected = isCorrected(past, after.relations());
    Member.Identity was = before == null ? null : before.identity();
    Member.Identity is = Objects.requireNonNull(after.identity());
    return new FieldChange.Collector()
        .compare("givenName", was == null ? null : was.givenName(), is.givenName())
        .compare("familyName", was == null ? null : was.familyName(), is.familyName())
        .compare(
            "nationalId",
            was == null || was.nationalId() == null ? null : was.nationalId().digits(),
            is.nationalId() == null ? null : is.nationalId().digits())
        .compare("birthDate", before == null ? null : before.birthDate(), after.birthDate())
        .compare("sex", before == null ? null : before.sex(), after.sex())
        .compare("relation", before == null ? null : before.relation(), after.relation())
        .compare(
            "relations",
            corrected ? written(past) : null,
            corrected ? written(after.relations()) : null)
        .compare("parentIds", before == null ? List.of() : before.parentIds(), after.parentIds())
        .compare("joinedOn", before == null ? null : before.joinedOn(), after.joinedOn())
        .compare("leftOn", before == null ? null : before.leftOn(), after.leftOn())
        .compare("leaveReason", before == null ? null : before.leaveReason(), after.leaveReason())
        .changes();
  }
}
