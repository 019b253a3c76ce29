package org.retzef.family.familyimport;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.retzef.family.enrolment.EarlierEnrolments;
import org.retzef.family.familyimport.FamilyImport.State;
import org.retzef.family.protection.BlindMarks;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowFault;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.RequestBodies;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes a file in: reads it while it arrives, then decides whether it is loaded. */
@Service
class FamilyImporting {

  private final Imports imports;
  private final Batches batches;
  private final FamilyKeys keys;
  private final BlindMarks marks;
  private final RequestBodies bodies;
  private final Commands commands;
  private final Clock clock;

  FamilyImporting(
      Imports imports,
      Batches batches,
      FamilyKeys keys,
      BlindMarks marks,
      RequestBodies bodies,
      Commands commands,
      Clock clock) {
    this.imports = imports;
    this.batches = batches;
    this.keys = keys;
    this.marks = marks;
    this.bodies = bodies;
    this.commands = commands;
    this.clock = clock;
  }

  /** What was asked for with a file. */
  record Order(boolean dryRun, OnError onError, boolean csv) {}

  /**
   * Reads the whole file, blocking; its families wait sealed when it returns. What breaks off, by
   * whoever's fault, leaves nothing behind.
   */
  ReceivedFile receive(
      Caller caller,
      Set<UnitPath> departments,
      EarlierEnrolments.Rules enrolments,
      Order order,
      Flux<DataBuffer> body) {
    UUID id = Ids.next();
    FamilyKey key = keys.create(id);
    Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    try (UploadedFile file = new UploadedFile(body)) {
      commands
          .run(() -> imports.begin(caller, id, now, order.dryRun(), order.onError(), key))
          .block();
      var check = new FamilyCheck(bodies, departments, enrolments, order.csv());
      return read(id, key, check, order, file);
    } catch (IOException | RuntimeException brokenOff) {
      commands.run(() -> imports.delete(id)).block();
      throw brokenOff instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(brokenOff);
    }
  }

  private ReceivedFile read(
      UUID id, FamilyKey key, FamilyCheck check, Order order, UploadedFile file)
      throws IOException {
    var reception =
        new Reception(
            id, key, order.dryRun(), order.onError(), check, marks, imports, batches, commands);
    FamilyRows rows = order.csv() ? new CsvRows() : new NdjsonRows();
    int rowCount = 0;
    boolean readable = true;
    try {
      rowCount = rows.forEach(file.content(), reception);
    } catch (UnreadableFile unreadable) {
      reception.breakOff(unreadable.fault());
      readable = false;
    }
    reception.finish();
    return new ReceivedFile(
        id, order, readable, file.hash(), rowCount, reception.families(), reception.faulty());
  }

  /**
   * A file that has arrived.
   *
   * @param readable whether it could be read to its end: what broke off is never loaded
   */
  record ReceivedFile(
      UUID id, Order order, boolean readable, String hash, int rows, int families, int faulty) {}

  /**
   * Decides what becomes of a file; runs inside the caller's command. The same file is loaded once:
   * a second time answers the import that did.
   */
  Mono<UUID> decide(ReceivedFile file) {
    long fileMark = marks.of("import-file", file.hash());
    if (file.order().dryRun()) {
      return settle(file, fileMark);
    }
    return imports
        .waitForSameFile(fileMark)
        .then(imports.thatLoads(fileMark))
        .flatMap(earlier -> imports.delete(file.id()).thenReturn(earlier))
        .switchIfEmpty(Mono.defer(() -> settle(file, fileMark)));
  }

  /** A repetition of the request was answered from memory, or refused: this copy was in vain. */
  Mono<Void> forget(ReceivedFile file) {
    return commands.run(() -> imports.delete(file.id()));
  }

  private Mono<UUID> settle(ReceivedFile file, long fileMark) {
    UUID id = file.id();
    return batches
        .repeatedRows(id)
        .flatMap(repeated -> imports.keepFaults(id, faultsOf(repeated)).thenReturn(repeated.size()))
        .zipWith(file.order().dryRun() ? batches.known(id) : Mono.just(0))
        .flatMap(found -> settle(file, fileMark, found.getT1(), found.getT2()))
        .thenReturn(id);
  }

  /** A family that stands in the file twice is a fault, or is passed over the second time. */
  private Mono<Void> settle(ReceivedFile file, long fileMark, int repeated, int known) {
    boolean skips = file.order().onError() == OnError.SKIP;
    int faulty = skips ? file.faulty() : file.faulty() + repeated;
    State state = stateOf(file, faulty);
    int unchanged = state == State.CHECKED ? known + (skips ? repeated : 0) : 0;
    Mono<Void> settled =
        imports.received(
            file.id(), state, fileMark, file.rows(), file.families(), faulty, unchanged);
    return state == State.LOADING
        ? settled.then(imports.finishLoaded(file.id()))
        : settled.then(batches.deleteAll(file.id()));
  }

  private static State stateOf(ReceivedFile file, int faulty) {
    boolean refused = !file.readable() || (faulty > 0 && file.order().onError() == OnError.REFUSE);
    if (file.order().dryRun()) {
      return State.CHECKED;
    }
    return refused ? State.REFUSED : State.LOADING;
  }

  private static List<RowFault> faultsOf(List<Integer> repeatedRows) {
    return repeatedRows.stream()
        .limit(Imports.MOST_FAULTS)
        .map(row -> new RowFault(row, "familyKey", "family-key-repeated"))
        .toList();
  }
}
