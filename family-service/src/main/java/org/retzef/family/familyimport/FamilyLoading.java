package org.retzef.family.familyimport;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.retzef.family.audit.LaterWork;
import org.retzef.family.enrolment.EarlierEnrolment;
import org.retzef.family.enrolment.EarlierEnrolments;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyRegistration;
import org.retzef.family.rowimport.Attempts;
import org.retzef.family.rowimport.RowFault;
import org.retzef.family.rowimport.WaitingWork;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Fault;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Loads the families that wait. */
@Component
class FamilyLoading {

  private final Batches batches;
  private final Imports imports;
  private final FamilyRegistration registration;
  private final EarlierEnrolments enrolments;
  private final Commands commands;
  private final LaterWork laterWork;
  private final WaitingWork work;
  private final Attempts attempts;

  FamilyLoading(
      Batches batches,
      Imports imports,
      FamilyRegistration registration,
      EarlierEnrolments enrolments,
      Commands commands,
      LaterWork laterWork,
      WaitingWork work,
      Attempts attempts) {
    this.batches = batches;
    this.imports = imports;
    this.registration = registration;
    this.enrolments = enrolments;
    this.commands = commands;
    this.laterWork = laterWork;
    this.work = work;
    this.attempts = attempts;
  }

  @Scheduled(fixedDelayString = "PT0.3S", initialDelayString = "PT2S")
  void load() {
    work.doSome(this::next, this::putOff);
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetAbandoned() {
    commands.run(imports::deleteAbandoned).block();
  }

  private Mono<WaitingWork.Piece> next() {
    return batches.take().map(batch -> new WaitingWork.Piece(batch.id(), load(batch)));
  }

  private Mono<Void> load(Batch batch) {
    return batches
        .loaded(batch.marks())
        .publishOn(Schedulers.boundedElastic())
        .flatMap(known -> register(batch, new HashSet<>(known)))
        .then(imports.finishLoaded(batch.importId()));
  }

  private Mono<Void> putOff(UUID batchId) {
    return attempts.failed("family_import_batch", batchId).flatMap(imports::giveUp);
  }

  /**
   * @param known grows by every family, so that one that stands here twice is loaded once
   */
  private Mono<Void> register(Batch batch, Set<Long> known) {
    Batch fresh = batch.only(place -> known.add(batch.marks().get(place)));
    int unchanged = batch.families().size() - fresh.families().size();
    return refuseWhoIsElsewhere(fresh)
        .flatMap(
            good ->
                register(good)
                    .then(imports.count(batch.importId(), good.families().size(), unchanged)));
  }

  /** Somebody may have been enrolled with another family since the file was checked. */
  private Mono<Batch> refuseWhoIsElsewhere(Batch batch) {
    return batch.hasEnrolled()
        ? enrolments
            .rulesThatHold()
            .flatMap(rules -> rules.faultsOfPeople(batch.newcomers()))
            .flatMap(faults -> refuse(batch, faults))
        : Mono.just(batch);
  }

  /** The other families. */
  private Mono<Batch> refuse(Batch batch, List<List<Fault>> faults) {
    return imports
        .refuse(batch.importId(), RowFault.ofRows(batch.rows(), faults))
        .thenReturn(batch.only(place -> faults.get(place).isEmpty()));
  }

  private Mono<Void> register(Batch batch) {
    if (batch.families().isEmpty()) {
      return Mono.empty();
    }
    return registration
        .registerAll(batch.families().stream().map(ImportedFamily::request).toList())
        .flatMap(
            families ->
                enrolments
                    .enrol(
                        enrolmentsOf(
                            families,
                            batch.families().stream().map(ImportedFamily::enrolled).toList()))
                    .then(batches.keepLoaded(batch.marks(), idsOf(families)))
                    .then(record(batch, idsOf(families))));
  }

  private Mono<Void> record(Batch batch, List<UUID> families) {
    return imports.order(batch.importId()).flatMap(order -> laterWork.made(order, families));
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
