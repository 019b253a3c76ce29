package org.retzef.family.centre;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.retzef.family.centre.ServiceUserImport.RowFault;
import org.retzef.family.protection.BlindMarks;
import org.retzef.family.unit.Unit;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.RequestBodies;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a file of people into a centre, a portion of rows in one command each. A row is known by
 * its key: who sends a file again changes nothing by the rows that were done. The file is kept in
 * memory alone, for it tells who people are.
 */
@Service
class ServiceUserImporting {

  private static final int PORTION = 200;

  private final ServiceUserImports imports;
  private final NewServiceUsers people;
  private final Stays stays;
  private final BlindMarks marks;
  private final RequestBodies bodies;
  private final Outbox outbox;
  private final Commands commands;
  private final Clock clock;

  ServiceUserImporting(
      ServiceUserImports imports,
      NewServiceUsers people,
      Stays stays,
      BlindMarks marks,
      RequestBodies bodies,
      Outbox outbox,
      Commands commands,
      Clock clock) {
    this.imports = imports;
    this.people = people;
    this.stays = stays;
    this.marks = marks;
    this.bodies = bodies;
    this.outbox = outbox;
    this.commands = commands;
    this.clock = clock;
  }

  private record Line(int number, String text) {}

  /** A row that can be taken. */
  private record Good(int number, long mark, ImportedServiceUser person) {}

  private record Work(UUID id, Unit centre, boolean dryRun, Set<Long> seen) {}

  /** Keeps that a file is being taken in; {@link #take} then takes it. */
  Mono<ServiceUserImport> begin(Caller caller, Unit centre, boolean dryRun) {
    return imports
        .begin(Ids.next(), centre.path(), caller, dryRun)
        .flatMap(id -> imports.find(centre.path(), id));
  }

  /** What has begun and did not end is gone on with by whoever sends the file again. */
  Mono<ServiceUserImport> take(Unit centre, ServiceUserImport begun, String file) {
    AtomicInteger number = new AtomicInteger();
    Work work = new Work(begun.id(), centre, begun.dryRun(), new HashSet<>());
    return Flux.fromStream(file::lines)
        .map(text -> new Line(number.incrementAndGet(), text))
        .filter(line -> !line.text().isBlank())
        .buffer(PORTION)
        .concatMap(portion -> commands.run(() -> take(work, portion)))
        .then(Mono.defer(() -> commands.run(() -> imports.end(work.id()))))
        .then(Mono.defer(() -> imports.find(centre.path(), work.id())));
  }

  private Mono<Void> take(Work work, List<Line> portion) {
    List<RowFault> faults = new ArrayList<>();
    List<Good> good = portion.stream().flatMap(line -> read(work, line, faults).stream()).toList();
    return imports
        .known(good.stream().map(Good::mark).toList())
        .flatMap(known -> take(work, good, new HashSet<>(known), portion.size(), faults));
  }

  private List<Good> read(Work work, Line line, List<RowFault> faults) {
    try {
      ImportedServiceUser person =
          bodies.read(line.text().getBytes(StandardCharsets.UTF_8), ImportedServiceUser.class);
      if (!work.centre().isOpenOn(person.joinedOn())) {
        faults.add(new RowFault(line.number(), "joinedOn", "unit-closed"));
        return List.of();
      }
      long mark =
          marks.of("service-user-row", work.centre().path().path() + '\0' + person.rowKey());
      return List.of(new Good(line.number(), mark, person));
    } catch (InvalidInput invalid) {
      invalid
          .faults()
          .forEach(fault -> faults.add(new RowFault(line.number(), fault.field(), fault.code())));
      return List.of();
    }
  }

  /** One that stands in the file twice is taken once. */
  private Mono<Void> take(
      Work work, List<Good> good, Set<Long> known, int rows, List<RowFault> faults) {
    List<Good> fresh =
        good.stream()
            .filter(row -> !known.contains(row.mark()) && work.seen().add(row.mark()))
            .toList();
    int repeated = good.size() - fresh.size();
    int refused = rows - good.size();
    if (work.dryRun() || fresh.isEmpty()) {
      return imports.count(work.id(), fresh.size(), repeated, faults, refused);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return people
        .takeIn(fresh.stream().map(row -> row.person().request()).toList(), now)
        .flatMap(ids -> stay(work, fresh, ids, faults))
        .flatMap(
            done ->
                imports.count(work.id(), done, repeated, faults, refused + fresh.size() - done));
  }

  /** Whoever is in the centre at that time already is refused, and only the one. */
  private Mono<Integer> stay(Work work, List<Good> rows, List<UUID> people, List<RowFault> faults) {
    List<UUID> ids = rows.stream().map(row -> Ids.next()).toList();
    return stays
        .insertAll(
            work.centre().path(),
            ids,
            people,
            rows.stream().map(row -> row.person().joinedOn()).toList())
        .flatMap(
            taken -> {
              Set<UUID> there = new HashSet<>(taken.stream().map(Stay::id).toList());
              List<Long> kept = new ArrayList<>();
              List<UUID> keptStays = new ArrayList<>();
              IntStream.range(0, rows.size())
                  .forEach(
                      i -> {
                        if (there.contains(ids.get(i))) {
                          kept.add(rows.get(i).mark());
                          keptStays.add(ids.get(i));
                        } else {
                          faults.add(
                              new RowFault(rows.get(i).number(), "joinedOn", "in-centre-already"));
                        }
                      });
              return imports
                  .keep(kept, keptStays)
                  .then(outbox.append(taken.stream().map(CentreEvent::joined).toList()))
                  .thenReturn(taken.size());
            });
  }
}
