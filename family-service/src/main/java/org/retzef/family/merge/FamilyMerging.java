package org.retzef.family.merge;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.retzef.family.consent.MergedConsents;
import org.retzef.family.duplicate.Verdicts;
import org.retzef.family.enrolment.OtherFamilies;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FilesToChange;
import org.retzef.family.search.FamilyIndex;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Merges two families and takes it back. Runs inside the caller's command. */
@Service
class FamilyMerging {

  private final FilesToChange files;
  private final FamilyKeys keys;
  private final FamilyIndex index;
  private final Verdicts verdicts;
  private final OtherFamilies others;
  private final Merges merges;
  private final MergedRows rows;
  private final MergedConsents consents;
  private final Outbox outbox;
  private final Clock clock;

  FamilyMerging(
      FilesToChange files,
      FamilyKeys keys,
      FamilyIndex index,
      Verdicts verdicts,
      OtherFamilies others,
      Merges merges,
      MergedRows rows,
      MergedConsents consents,
      Outbox outbox,
      Clock clock) {
    this.files = files;
    this.keys = keys;
    this.index = index;
    this.verdicts = verdicts;
    this.others = others;
    this.merges = merges;
    this.rows = rows;
    this.consents = consents;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<Merge> merge(Caller caller, ExpectedVersion expected, MergeRequest request) {
    if (request.survivorId().equals(request.mergedId())) {
      throw new InvalidInput(Fault.of("mergedId", "same-family"));
    }
    return lockBoth(caller, expected, request)
        .delayUntil(both -> requireNotToldApart(request))
        .delayUntil(both -> requireNoOverlap(request))
        .delayUntil(both -> others.requireNobodyComesInto(both.survivor(), both.merged()))
        .flatMap(both -> merge(newMerge(caller, request), both));
  }

  private record Both(FamilyFile survivor, FamilyFile merged) {}

  /** In the order of their ids, so that two mergers of the same two never wait for each other. */
  private Mono<Both> lockBoth(Caller caller, ExpectedVersion expected, MergeRequest request) {
    UUID survivorId = request.survivorId();
    UUID mergedId = request.mergedId();
    ExpectedVersion mergedVersion = new ExpectedVersion(request.mergedVersion());
    LocalDate today = LocalDate.now(clock);
    return survivorId.compareTo(mergedId) < 0
        ? files
            .lock(caller, survivorId, expected, today)
            .zipWhen(survivor -> files.lock(caller, mergedId, mergedVersion, today), Both::new)
        : files
            .lock(caller, mergedId, mergedVersion, today)
            .zipWhen(
                merged -> files.lock(caller, survivorId, expected, today),
                (merged, survivor) -> new Both(survivor, merged));
  }

  /** Somebody who looked at both has said so; whoever knows better takes that back first. */
  private Mono<Boolean> requireNotToldApart(MergeRequest request) {
    return verdicts
        .areToldApart(request.survivorId(), request.mergedId())
        .filter(apart -> !apart)
        .switchIfEmpty(Mono.error(FamiliesToldApart::new));
  }

  private Mono<Boolean> requireNoOverlap(MergeRequest request) {
    return merges
        .enrolmentsOverlap(request.survivorId(), request.mergedId())
        .filter(overlap -> !overlap)
        .switchIfEmpty(Mono.error(EnrolmentsOverlap::new));
  }

  private Merge newMerge(Caller caller, MergeRequest request) {
    return new Merge(
        Ids.next(),
        request.survivorId(),
        request.mergedId(),
        request.reasonCode(),
        caller.subject(),
        now(),
        null,
        null,
        1);
  }

  private Instant now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
  }

  private Mono<Merge> merge(Merge merge, Both both) {
    return merges
        .insert(merge)
        .then(rows.fitMembers(merge, SamePeople.in(both.merged(), both.survivor())))
        .then(consents.endWithdrawn(merge.id(), merge.mergedId(), merge.survivorId()))
        .then(rows.move(merge))
        .then(keys.merge(merge.survivorId(), merge.mergedId()))
        .then(merges.point(merge, true))
        .then(index.forget(merge.mergedId()))
        .then(Mono.defer(() -> files.index(List.of(merge.survivorId()))))
        .then(
            outbox.append(
                told(
                    merge,
                    new Merges.Places(both.survivor().unit(), both.merged().unit(), false),
                    false)))
        .thenReturn(merge);
  }

  Mono<Merge> undo(Caller caller, UUID id, ExpectedVersion expected) {
    return merges
        .lock(caller, id)
        .doOnNext(merge -> requireHolding(merge, expected))
        .zipWhen(merges::places)
        .doOnNext(found -> requireLast(found.getT2()))
        .flatMap(found -> undo(found.getT1().undone(caller.subject(), now()), found.getT2()));
  }

  private static void requireHolding(Merge merge, ExpectedVersion expected) {
    expected.orRefuse(merge.version(), merge);
    if (merge.undoneAt() != null) {
      throw new MergeUndone();
    }
  }

  private static void requireLast(Merges.Places places) {
    if (places.builtUpon()) {
      throw new LaterMergeFirst();
    }
  }

  private Mono<Merge> undo(Merge undone, Merges.Places places) {
    return keys.separate(undone.survivorId(), undone.mergedId())
        .then(rows.moveBack(undone))
        .then(consents.giveBack(undone.id()))
        .then(rows.restoreMembers(undone))
        .then(merges.point(undone, false))
        .then(merges.undo(undone))
        .then(Mono.defer(() -> files.index(List.of(undone.survivorId(), undone.mergedId()))))
        .then(outbox.append(told(undone, places, true)))
        .thenReturn(undone);
  }

  private static MergeEvent told(Merge merge, Merges.Places places, boolean undone) {
    return new MergeEvent.Merged(
        merge.survivorId(),
        merge.mergedId(),
        merge.id(),
        places.unit(),
        places.mergedUnit(),
        undone);
  }

  /**
   * Lets rows follow that were written for the merged family by a command that was under way: it
   * had seen the family before the merger and waited for it.
   */
  Mono<Void> follow(UUID id) {
    return merges
        .holding(id)
        .filterWhen(merge -> rows.move(merge).map(moved -> moved > 0))
        .flatMap(merge -> files.index(List.of(merge.survivorId())));
  }
}
