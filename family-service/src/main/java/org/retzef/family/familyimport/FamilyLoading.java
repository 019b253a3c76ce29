package org.retzef.family.familyimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.retzef.family.enrolment.EarlierEnrolment;
import org.retzef.family.enrolment.EarlierEnrolments;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyRegistration;
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.platform.problem.KnownFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Loads what waits. A batch leaves the queue in the transaction that registers its families, so a
 * crash puts it back; two copies of the service take different batches.
 */
@Component
class FamilyLoading {

  /** After so many the scheduler's other work gets its turn. */
  private static final int BATCHES_IN_A_ROW = 20;

  private static final int MOST_ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(FamilyLoading.class);

  private final Batches batches;
  private final Imports imports;
  private final FamilyRegistration registration;
  private final EarlierEnrolments enrolments;
  private final Commands commands;
  private final KnownFailure databaseFailures;

  FamilyLoading(
      Batches batches,
      Imports imports,
      FamilyRegistration registration,
      EarlierEnrolments enrolments,
      Commands commands,
      KnownFailure databaseFailures) {
    this.batches = batches;
    this.imports = imports;
    this.registration = registration;
    this.enrolments = enrolments;
    this.commands = commands;
    this.databaseFailures = databaseFailures;
  }

  @Scheduled(fixedDelayString = "PT0.3S", initialDelayString = "PT2S")
  void load() {
    boolean more = true;
    for (int i = 0; i < BATCHES_IN_A_ROW && more; i++) {
      more = loadNext();
    }
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetAbandoned() {
    commands.run(imports::deleteAbandoned).block();
  }

  /** Two at a time: while the database takes one in, the next is sealed. */
  private boolean loadNext() {
    Mono<Boolean> next = commands.run(this::loadOne).onErrorResume(NotLoaded.class, this::putOff);
    return Boolean.TRUE.equals(Flux.merge(next, next).reduce(Boolean::logicalOr).block());
  }

  private Mono<Boolean> loadOne() {
    return batches
        .take()
        .publishOn(Schedulers.boundedElastic()) // sealing would hold up the database's event loop
        .flatMap(
            batch ->
                load(batch)
                    .thenReturn(true)
                    .onErrorMap(
                        failure -> databaseFailures.refusalFor(failure) == null,
                        failure -> new NotLoaded(batch.id(), failure)))
        .defaultIfEmpty(false);
  }

  private Mono<Void> load(Batch batch) {
    return batches
        .loaded(batch.marks())
        .publishOn(Schedulers.boundedElastic())
        .flatMap(known -> register(batch, new HashSet<>(known)))
        .then(imports.finishLoaded(batch.importId()));
  }

  /**
   * What keeps failing is given up, so that it holds up nobody and its sender learns of it. What
   * failed for the database's sake, because that was away or busy, is simply tried again.
   */
  private Mono<Boolean> putOff(NotLoaded failure) {
    LOG.warn("batch {} was not loaded", failure.batchId(), FailureForLog.of(failure));
    return commands.run(
        () ->
            batches
                .putOff(failure.batchId())
                .filter(batch -> batch.attempts() >= MOST_ATTEMPTS)
                .flatMap(batch -> batches.delete(batch.id()).then(imports.giveUp(batch)))
                .thenReturn(true));
  }

  private static final class NotLoaded extends RuntimeException {

    private final UUID batchId;

    NotLoaded(UUID batchId, Throwable failure) {
      super(failure);
      this.batchId = batchId;
    }

    UUID batchId() {
      return batchId;
    }
  }

  /**
   * @param known grows by every family, so that one that stands here twice is loaded once
   */
  private Mono<Void> register(Batch batch, Set<Long> known) {
    List<Long> marks = new ArrayList<>();
    List<RegisterFamilyRequest> requests = new ArrayList<>();
    List<List<EarlierEnrolment>> enrolled = new ArrayList<>();
    for (int i = 0; i < batch.families().size(); i++) {
      if (known.add(batch.marks().get(i))) {
        marks.add(batch.marks().get(i));
        requests.add(batch.families().get(i).request());
        enrolled.add(batch.families().get(i).enrolled());
      }
    }
    int unchanged = batch.families().size() - requests.size();
    Mono<Void> counted = imports.count(batch.importId(), requests.size(), unchanged);
    if (requests.isEmpty()) {
      return counted;
    }
    return registration
        .registerAll(requests)
        .flatMap(
            families ->
                enrolments
                    .enrol(enrolmentsOf(families, enrolled))
                    .then(batches.keepLoaded(marks, idsOf(families))))
        .then(counted);
  }

  private static List<EarlierEnrolments.OfFamily> enrolmentsOf(
      List<FamilyFile> families, List<List<EarlierEnrolment>> enrolled) {
    return IntStream.range(0, families.size())
        .filter(i -> !enrolled.get(i).isEmpty())
        .mapToObj(
            i ->
                new EarlierEnrolments.OfFamily(
                    families.get(i).id(), families.get(i).unit(), enrolled.get(i)))
        .toList();
  }

  private static List<UUID> idsOf(List<FamilyFile> families) {
    return families.stream().map(FamilyFile::id).toList();
  }
}
