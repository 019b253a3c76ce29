package org.retzef.family.familyimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.retzef.family.registration.FamilyFile;
import org.retzef.family.registration.FamilyRegistration;
import org.retzef.family.registration.RegisterFamilyRequest;
import org.retzef.platform.outbox.Commands;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Loads what waits. A batch leaves the queue in the transaction that registers its families, so a
 * crash puts it back; two copies of the service take different batches.
 */
@Component
class FamilyLoading {

  /** After so many the scheduler's other work gets its turn. */
  private static final int BATCHES_IN_A_ROW = 20;

  private final Batches batches;
  private final Imports imports;
  private final FamilyRegistration registration;
  private final Commands commands;

  FamilyLoading(
      Batches batches, Imports imports, FamilyRegistration registration, Commands commands) {
    this.batches = batches;
    this.imports = imports;
    this.registration = registration;
    this.commands = commands;
  }

  @Scheduled(fixedDelayString = "PT0.3S", initialDelayString = "PT2S")
  void load() {
    boolean more = true;
    for (int i = 0; i < BATCHES_IN_A_ROW && more; i++) {
      more = Boolean.TRUE.equals(commands.run(this::loadNext).block());
    }
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetAbandoned() {
    commands.run(imports::deleteAbandoned).block();
  }

  private Mono<Boolean> loadNext() {
    return batches.take().flatMap(batch -> load(batch).thenReturn(true)).defaultIfEmpty(false);
  }

  private Mono<Void> load(Batch batch) {
    return batches
        .loaded(batch.marks())
        .flatMap(known -> register(batch, new HashSet<>(known)))
        .then(imports.finishLoaded(batch.importId()));
  }

  /**
   * @param known grows by every family, so that one that stands here twice is loaded once
   */
  private Mono<Void> register(Batch batch, Set<Long> known) {
    List<Long> marks = new ArrayList<>();
    List<RegisterFamilyRequest> requests = new ArrayList<>();
    for (int i = 0; i < batch.families().size(); i++) {
      if (known.add(batch.marks().get(i))) {
        marks.add(batch.marks().get(i));
        requests.add(batch.families().get(i).request());
      }
    }
    int unchanged = batch.families().size() - requests.size();
    Mono<Void> counted = imports.count(batch.importId(), requests.size(), unchanged);
    if (requests.isEmpty()) {
      return counted;
    }
    return registration
        .registerAll(requests)
        .flatMap(families -> batches.keepLoaded(marks, idsOf(families)))
        .then(counted);
  }

  private static List<UUID> idsOf(List<FamilyFile> families) {
    return families.stream().map(FamilyFile::id).toList();
  }
}
