package org.retzef.family.familyimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.retzef.family.protection.BlindMarks;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowFault;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;

/**
 * What becomes of one file's families while it arrives: faults are noted, good families wait in
 * sealed batches. Blocking, on a thread of its own, because a file is read at the sender's pace.
 */
final class Reception implements Consumer<RawFamily> {

  private final UUID importId;
  private final FamilyKey key;
  private final boolean keepsGood;
  private final boolean refusesAll;
  private final FamilyCheck check;
  private final BlindMarks marks;
  private final Imports imports;
  private final Batches batches;
  private final Commands commands;

  private List<ImportedFamily> waiting = new ArrayList<>();
  private List<Long> waitingMarks = new ArrayList<>();
  private List<Integer> waitingRows = new ArrayList<>();
  private List<RowFault> newFaults = new ArrayList<>();
  private int families;
  private int faulty;
  private int keptFaults;

  Reception(
      UUID importId,
      FamilyKey key,
      boolean dryRun,
      OnError onError,
      FamilyCheck check,
      BlindMarks marks,
      Imports imports,
      Batches batches,
      Commands commands) {
    this.importId = importId;
    this.key = key;
    this.keepsGood = !dryRun;
    this.refusesAll = onError == OnError.REFUSE;
    this.check = check;
    this.marks = marks;
    this.imports = imports;
    this.batches = batches;
    this.commands = commands;
  }

  @Override
  public void accept(RawFamily raw) {
    families++;
    List<RowFault> faults = new ArrayList<>();
    List<ImportedFamily> read = check.read(raw, faults);
    if (!faults.isEmpty()) {
      faulty++;
      note(faults);
      return;
    }
    ImportedFamily family = read.getFirst();
    waiting.add(family);
    waitingMarks.add(markOf(family));
    waitingRows.add(raw.firstRow());
    if (waiting.size() == Batch.SIZE) {
      keepWaiting();
    }
  }

  /** The rest of the file cannot be read. */
  void breakOff(RowFault fault) {
    faulty++;
    note(List.of(fault));
  }

  /** Keeps what is left; the whole file was read. */
  void finish() {
    keepWaiting();
  }

  int families() {
    return families;
  }

  int faulty() {
    return faulty;
  }

  private long markOf(ImportedFamily family) {
    return marks.of("import-row", family.unit().path() + '\0' + family.familyKey());
  }

  private void note(List<RowFault> faults) {
    add(faults);
    if (newFaults.size() >= Batch.SIZE) {
      keepWaiting();
    }
  }

  private void add(List<RowFault> faults) {
    int room = Imports.MOST_FAULTS - keptFaults;
    newFaults.addAll(faults.subList(0, Math.min(room, faults.size())));
    keptFaults += Math.min(room, faults.size());
  }

  /** Families that were loaded before stand in the way of nobody, nor of themselves. */
  private Batch withoutPeopleOfOthers(Batch batch) {
    if (!batch.hasEnrolled()) {
      return batch;
    }
    List<Long> loaded = Objects.requireNonNull(batches.loaded(batch.marks()).block());
    Batch fresh = batch.only(place -> !loaded.contains(batch.marks().get(place)));
    List<RowFault> faults =
        RowFault.ofRows(fresh.rows(), Objects.requireNonNull(check.faultsOfPeople(fresh).block()));
    Set<Integer> faultyRows = faults.stream().map(RowFault::row).collect(Collectors.toSet());
    faulty += faultyRows.size();
    add(faults);
    return batch.only(place -> !faultyRows.contains(batch.rows().get(place)));
  }

  private void keepWaiting() {
    if (waiting.isEmpty() && newFaults.isEmpty()) {
      return;
    }
    Batch batch =
        withoutPeopleOfOthers(new Batch(importId, Ids.next(), waitingMarks, waitingRows, waiting));
    List<RowFault> faults = newFaults;
    boolean willLoad = keepsGood && !(refusesAll && faulty > 0);
    commands
        .run(
            () ->
                imports
                    .keepFaults(importId, faults)
                    .then(batches.keep(batch, willLoad ? key : null)))
        .block();
    waiting = new ArrayList<>();
    waitingMarks = new ArrayList<>();
    waitingRows = new ArrayList<>();
    newFaults = new ArrayList<>();
  }
}
