package org.retzef.family.contact;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Families;
import org.retzef.family.transfer.FormerUnits;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Logs contacts and corrects what was logged. Runs inside the caller's command. */
@Service
class ContactLog {

  private static final LocalDate EARLIEST = LocalDate.of(2007, 1, 1);

  private final Families families;
  private final FormerUnits formerUnits;
  private final Contacts contacts;
  private final FamilyKeys keys;
  private final Outbox outbox;
  private final Clock clock;

  ContactLog(
      Families families,
      FormerUnits formerUnits,
      Contacts contacts,
      FamilyKeys keys,
      Outbox outbox,
      Clock clock) {
    this.families = families;
    this.formerUnits = formerUnits;
    this.contacts = contacts;
    this.keys = keys;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<LoggedContact> log(Caller caller, UUID familyId, LogContactRequest request) {
    requirePlausible(request.happenedOn(), "happenedOn");
    return families
        .changeableUnitOf(caller, familyId)
        .then(Mono.defer(() -> newContact(caller, familyId, request, null)))
        .delayUntil(this::save)
        .map(LoggedContact::of);
  }

  Mono<CorrectedContact> correct(
      Caller caller,
      UUID familyId,
      UUID id,
      ExpectedVersion expected,
      CorrectContactRequest request) {
    LogContactRequest replacement = replacementIn(request);
    return families
        .changeableUnitOf(caller, familyId)
        .flatMap(unit -> contacts.lock(familyId, id))
        .map(contact -> correctedBy(request, contact, expected))
        .flatMap(
            corrected ->
                replacement == null
                    ? correct(caller, corrected, request.reason(), null)
                    : newContact(caller, familyId, replacement, id)
                        .flatMap(right -> correct(caller, corrected, request.reason(), right)));
  }

  private static Contact correctedBy(
      CorrectContactRequest request, Contact contact, ExpectedVersion expected) {
    expected.orRefuse(contact.version(), contact);
    if (contact.correction() != null) {
      throw new ContactAlreadyCorrected();
    }
    return contact.correctedFor(request.reason());
  }

  private Mono<CorrectedContact> correct(
      Caller caller, Contact corrected, Contact.Correction reason, @Nullable Contact replacement) {
    UUID replacedBy = replacement == null ? null : replacement.id();
    return contacts
        .correct(corrected, reason, caller.subject())
        .then(
            outbox.append(
                new ContactEvent.Corrected(
                    corrected.familyId(), corrected.id(), corrected.unit(), reason, replacedBy)))
        .then(replacement == null ? Mono.empty() : save(replacement))
        .thenReturn(new CorrectedContact(corrected.id(), reason, replacedBy, corrected.version()));
  }

  private Mono<Void> save(Contact contact) {
    return keys.of(contact.familyId())
        .flatMap(key -> contacts.insert(contact, key))
        .flatMap(mode -> outbox.append(ContactEvent.Logged.of(contact, mode)));
  }

  private static @Nullable LogContactRequest replacementIn(CorrectContactRequest request) {
    LogContactRequest replacement = request.replacement();
    boolean expected = request.reason() == Contact.Correction.WRONG_DETAILS;
    if (expected && replacement == null) {
      throw new InvalidInput(Fault.of("replacement", "required"));
    }
    if (!expected && replacement != null) {
      throw new InvalidInput(Fault.of("replacement", "replacement-not-expected"));
    }
    if (replacement != null) {
      requirePlausible(replacement.happenedOn(), "replacement.happenedOn");
    }
    return replacement;
  }

  private static void requirePlausible(LocalDate day, String field) {
    if (day.isBefore(EARLIEST)) {
      throw new InvalidInput(Fault.of(field, "date-too-early"));
    }
  }

  private Mono<Contact> newContact(
      Caller caller, UUID familyId, LogContactRequest request, @Nullable UUID corrects) {
    return formerUnits
        .unitOn(familyId, request.happenedOn())
        .map(unit -> newContact(caller, familyId, unit, request, corrects));
  }

  private Contact newContact(
      Caller caller,
      UUID familyId,
      UnitPath unit,
      LogContactRequest request,
      @Nullable UUID corrects) {
    return new Contact(
        Ids.next(),
        familyId,
        unit,
        request.kind(),
        request.direction(),
        request.happenedOn(),
        request.durationMinutes(),
        request.domains().stream().distinct().sorted().toList(),
        request.worker() == null ? caller.subject() : request.worker(),
        caller.subject(),
        request.note(),
        corrects,
        null,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        1);
  }
}
