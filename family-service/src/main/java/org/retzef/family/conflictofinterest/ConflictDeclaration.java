package org.retzef.family.conflictofinterest;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Declares and ends conflicts of interest, and shows them: to who leads all of a family's, to
 * anybody else their own. Changes run inside the caller's command.
 */
@Service
class ConflictDeclaration {

  /** They also declare for others, and end what holds of others. */
  private static final List<String> WHO_LEAD =
      List.of("department-head", "supervisor", "national-manager");

  private final ConflictsOfInterest conflicts;
  private final Outbox outbox;

  ConflictDeclaration(ConflictsOfInterest conflicts, Outbox outbox) {
    this.conflicts = conflicts;
    this.outbox = outbox;
  }

  Mono<ConflictOfInterest> declare(Caller caller, UUID familyId, DeclareConflictRequest request) {
    String worker = Objects.requireNonNullElse(request.worker(), caller.subject());
    return conflicts
        .requireFamily(caller, familyId)
        .then(Mono.defer(() -> requireMayDeclare(caller, worker)))
        .then(
            Mono.defer(() -> conflicts.insert(Ids.next(), familyId, worker, request.tie(), caller)))
        .delayUntil(this::tell);
  }

  private static Mono<Void> requireMayDeclare(Caller caller, String worker) {
    return leads(caller) || worker.equals(caller.subject())
        ? Mono.empty()
        : Mono.error(new DeclaredForAnother());
  }

  Mono<ConflictOfInterest> end(Caller caller, UUID familyId, UUID id, ExpectedVersion expected) {
    return conflicts
        .requireFamily(caller, familyId)
        .then(Mono.defer(() -> conflicts.lock(familyId, id)))
        .doOnNext(conflict -> requireMayEnd(caller, conflict, expected))
        .flatMapMany(conflict -> conflicts.end(conflict, caller))
        .concatMap(ended -> tell(ended).thenReturn(ended))
        .filter(ended -> ended.id().equals(id))
        .last();
  }

  private static void requireMayEnd(
      Caller caller, ConflictOfInterest conflict, ExpectedVersion expected) {
    expected.orRefuse(conflict.version(), conflict);
    if (conflict.endedAt() != null) {
      throw new EndedAlready();
    }
    if (conflict.worker().equals(caller.subject())) {
      throw new OwnConflictOfInterest();
    }
  }

  private Mono<Void> tell(ConflictOfInterest conflict) {
    return outbox.append(ConflictOfInterestEvent.Changed.of(conflict));
  }

  Mono<ConflictOfInterest> find(Caller caller, UUID familyId, UUID id) {
    return conflicts
        .requireFamily(caller, familyId)
        .then(Mono.defer(() -> conflicts.find(familyId, id)))
        .filter(conflict -> leads(caller) || conflict.worker().equals(caller.subject()))
        .switchIfEmpty(Mono.error(ConflictOfInterestNotFound::new));
  }

  Mono<Page<ConflictOfInterest>> seenBy(Caller caller, UUID familyId, PageRequest page) {
    return conflicts
        .requireFamily(caller, familyId)
        .then(conflicts.of(familyId, leads(caller) ? "" : caller.subject(), page));
  }

  private static boolean leads(Caller caller) {
    return WHO_LEAD.stream().anyMatch(caller::has);
  }
}
