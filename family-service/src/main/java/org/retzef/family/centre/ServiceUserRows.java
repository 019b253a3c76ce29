package org.retzef.family.centre;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.retzef.family.protection.BlindMarks;
import org.retzef.family.registration.NationalId;
import org.retzef.family.rowimport.Row;
import org.retzef.family.rowimport.RowFault;
import org.retzef.family.rowimport.RowKind;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rows of files of people who come to an Otzma centre: a portion with a few statements. */
@Component
class ServiceUserRows implements RowKind<ImportedServiceUser> {

  private final ImportedRows imported;
  private final NewServiceUsers people;
  private final Stays stays;
  private final ServiceUsers users;
  private final BlindMarks marks;
  private final Outbox outbox;
  private final Clock clock;

  ServiceUserRows(
      ImportedRows imported,
      NewServiceUsers people,
      Stays stays,
      ServiceUsers users,
      BlindMarks marks,
      Outbox outbox,
      Clock clock) {
    this.imported = imported;
    this.people = people;
    this.stays = stays;
    this.users = users;
    this.marks = marks;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "SERVICE_USER";
  }

  @Override
  public Class<ImportedServiceUser> type() {
    return ImportedServiceUser.class;
  }

  @Override
  public List<String> columns() {
    return List.of(
        "rowKey", "givenName", "familyName", "nationalId", "birthDate", "sex", "joinedOn");
  }

  @Override
  public String keyOf(ImportedServiceUser row) {
    return row.rowKey();
  }

  @Override
  public String keyField() {
    return "rowKey";
  }

  @Override
  public Mono<Integer> known(String centre, List<ImportedServiceUser> rows) {
    return imported.known(rows.stream().map(row -> markOf(centre, row)).toList()).map(List::size);
  }

  private long markOf(String centre, ImportedServiceUser row) {
    return marks.of("service-user-row", centre + '\0' + row.rowKey());
  }

  @Override
  public Mono<List<RowFault>> faultsInPlace(String centre, List<Row<ImportedServiceUser>> rows) {
    return fresh(centre, rows)
        .flatMap(
            fresh ->
                stays
                    .inTheWay(new UnitPath(centre), fresh.stream().map(this::arrival).toList())
                    .map(numbers -> inCentreAlready(fresh, numbers)));
  }

  /** Somebody without an id number is nobody who is known. */
  private Stays.Arrival arrival(Fresh row) {
    NationalId number = row.person().nationalId();
    return new Stays.Arrival(
        row.number(), number == null ? null : users.mark(number), row.person().joinedOn());
  }

  /** Nobody comes twice in one file either, since nobody in it leaves. */
  private List<RowFault> inCentreAlready(List<Fresh> rows, Set<Integer> there) {
    Set<Long> coming = new HashSet<>();
    return rows.stream()
        .filter(
            row -> {
              Long mark = arrival(row).mark();
              return there.contains(row.number()) || (mark != null && !coming.add(mark));
            })
        .map(row -> inCentreAlready(row.number()))
        .toList();
  }

  private static RowFault inCentreAlready(int row) {
    return new RowFault(row, "joinedOn", "in-centre-already");
  }

  /** A row that was not taken before. */
  private record Fresh(int number, long mark, ImportedServiceUser person) {}

  @Override
  public Mono<Taken> take(String centre, List<Row<ImportedServiceUser>> rows) {
    return fresh(centre, rows)
        .filter(fresh -> !fresh.isEmpty())
        .flatMap(fresh -> takeIn(new UnitPath(centre), fresh))
        .defaultIfEmpty(new Taken(0, List.of()));
  }

  private Mono<List<Fresh>> fresh(String centre, List<Row<ImportedServiceUser>> rows) {
    List<Fresh> marked =
        rows.stream()
            .map(row -> new Fresh(row.number(), markOf(centre, row.value()), row.value()))
            .toList();
    return imported
        .known(marked.stream().map(Fresh::mark).toList())
        .map(HashSet::new)
        .map(known -> marked.stream().filter(row -> !known.contains(row.mark())).toList());
  }

  private Mono<Taken> takeIn(UnitPath centre, List<Fresh> rows) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return people
        .takeIn(rows.stream().map(row -> row.person().request()).toList(), now)
        .flatMap(ids -> stay(centre, rows, ids));
  }

  /** Whoever is in the centre at that time already is refused, and only the one. */
  private Mono<Taken> stay(UnitPath centre, List<Fresh> rows, List<UUID> people) {
    List<UUID> ids = rows.stream().map(row -> Ids.next()).toList();
    return stays
        .insertAll(centre, ids, people, rows.stream().map(row -> row.person().joinedOn()).toList())
        .flatMap(
            taken -> {
              Set<UUID> there = new HashSet<>(taken.stream().map(Stay::id).toList());
              List<Long> kept = new ArrayList<>();
              List<UUID> keptStays = new ArrayList<>();
              List<RowFault> faults = new ArrayList<>();
              IntStream.range(0, rows.size())
                  .forEach(
                      i -> {
                        if (there.contains(ids.get(i))) {
                          kept.add(rows.get(i).mark());
                          keptStays.add(ids.get(i));
                        } else {
                          faults.add(inCentreAlready(rows.get(i).number()));
                        }
                      });
              return imported
                  .keep(kept, keptStays)
                  .then(outbox.append(taken.stream().map(CentreEvent::joined).toList()))
                  .thenReturn(new Taken(taken.size(), faults));
            });
  }
}
