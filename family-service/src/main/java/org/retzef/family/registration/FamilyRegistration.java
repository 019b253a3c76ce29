package org.retzef.family.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes a family in. Runs inside the caller's command: see {@code FamilyController}. */
@Service
public class FamilyRegistration {

  private final Units units;
  private final NewFamilies families;
  private final FamilyKeys keys;
  private final Outbox outbox;
  private final Clock clock;

  FamilyRegistration(
      Units units, NewFamilies families, FamilyKeys keys, Outbox outbox, Clock clock) {
    this.units = units;
    this.families = families;
    this.keys = keys;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<RegisteredFamily> register(Caller caller, RegisterFamilyRequest request) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    FamilyFile family = newFamily(request, now);
    return units
        .requireDepartment(caller, request.unit())
        .then(outbox.part(told(family, now.toLocalDate())))
        .map(Units.KNOWN_DEPARTMENTS::and)
        .flatMap(written -> families.insert(List.of(family), written))
        .thenReturn(answer(family));
  }

  /**
   * As {@link #register}, by one statement; empty where it finds no such department.
   *
   * @param closing what that statement writes besides the family
   */
  Mono<RegisteredFamily> registerAtOnce(
      Caller caller,
      RegisterFamilyRequest request,
      Function<RegisteredFamily, Mono<StatementPart>> closing) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    FamilyFile family = newFamily(request, now);
    RegisteredFamily answer = answer(family);
    StatementPart department = units.department(caller, request.unit());
    return AuditedRequest.touch(family.id())
        .then(outbox.part(told(family, now.toLocalDate()), Units.DEPARTMENT))
        .zipWhen(news -> closing.apply(answer), StatementPart::and)
        .flatMap(more -> families.insert(List.of(family), department.and(more)))
        .map(written -> answer)
        .onErrorResume(failure -> AuditedRequest.takeBack(family.id()).then(Mono.error(failure)))
        .switchIfEmpty(AuditedRequest.takeBack(family.id()).then(Mono.empty()));
  }

  /** Takes many families in at once; their departments are known to exist. */
  public Mono<List<FamilyFile>> registerAll(List<RegisterFamilyRequest> requests) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    LocalDate today = now.toLocalDate();
    List<FamilyFile> registered =
        requests.stream().map(request -> newFamily(request, now)).toList();
    return families
        .insert(registered, Units.KNOWN_DEPARTMENTS)
        .then(outbox.append(registered.stream().map(family -> told(family, today)).toList()))
        .thenReturn(registered);
  }

  private FamilyFile newFamily(RegisterFamilyRequest request, ZonedDateTime now) {
    LocalDate today = now.toLocalDate();
    UUID id = Ids.next();
    return new FamilyFile(
        id,
        request.unit(),
        request.preferredLanguage(),
        List.of(
            new ContactPeriod(
                request.phone(), request.address(), request.preferredLanguage(), today)),
        request.members().stream().map(member -> newMember(member, today)).toList(),
        now.toInstant().truncatedTo(ChronoUnit.MICROS),
        null,
        1,
        keys.create(id));
  }

  private static Member newMember(RegisterFamilyRequest.Member member, LocalDate today) {
    return new Member(
        Ids.next(),
        new Member.Identity(member.givenName(), member.familyName(), member.nationalId()),
        member.birthDate(),
        member.sex(),
        List.of(new Member.RelationSince(member.relation(), today)),
        List.of(),
        today,
        null,
        null);
  }

  private static FamilyEvent.Registered told(FamilyFile family, LocalDate today) {
    return new FamilyEvent.Registered(
        family.id(),
        family.unit(),
        family.preferredLanguage(),
        family.membersOn(today),
        family.minorsOn(today),
        birthYears(family),
        family.registeredAt());
  }

  private static List<Integer> birthYears(FamilyFile family) {
    return family.members().stream()
        .sorted(Comparator.comparing(member -> member.relation() != Relation.HEAD))
        .map(member -> member.birthDate().getYear())
        .toList();
  }

  private static RegisteredFamily answer(FamilyFile family) {
    return new RegisteredFamily(
        family.id(),
        family.unit(),
        family.members().stream()
            .map(member -> new RegisteredFamily.Member(member.id(), member.relation()))
            .toList(),
        family.version());
  }
}
