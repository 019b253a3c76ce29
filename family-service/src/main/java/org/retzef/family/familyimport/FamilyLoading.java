package org.retzef.family.familyimport;

import java.util.ArrayList;
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
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.family.rowimport.Attempts;
import org.retzef.family.rowimport.WaitingWork;
import org.retzef.platform.outbox.Commands;
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
                    .then(batches.keepLoaded(marks, idsOf(families)))
                    .then(record(batch, idsOf(families))))
        .then(counted);
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
