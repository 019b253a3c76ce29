package org.retzef.family.rowimport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.rowimport.RowImport.State;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes a file of rows in. What can be read of it is kept, sealed, in the command that answers its
 * sender's key; then its rows are taken while the sender waits. Whatever breaks off in between is
 * gone on with by {@link RowTaking}.
 */
@Service
public class RowImporting {

  private static final int LARGEST_FILE = 8 * 1024 * 1024;
  private static final int PORTION = 100;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String REPLAYED = "Idempotency-Replayed";

  private final RowReader reader;
  private final RowImports imports;
  private final Portions portions;
  private final RowTaking taking;
  private final FamilyKeys keys;
  private final Idempotency idempotency;

  RowImporting(
      RowReader reader,
      RowImports imports,
      Portions portions,
      RowTaking taking,
      FamilyKeys keys,
      Idempotency idempotency) {
    this.reader = reader;
    this.imports = imports;
    this.portions = portions;
    this.taking = taking;
    this.keys = keys;
    this.idempotency = idempotency;
  }

  /**
   * Answers how far the file has come. The first answer to a key comes before the rows: whoever
   * repeats it gets that one, and no rows again.
   *
   * @param answer of the controller's own type
   */
  public <R, A> Mono<ResponseEntity<A>> receive(
      RowFile<R> file,
      OptionalIdempotencyKey key,
      Flux<DataBuffer> body,
      Class<A> type,
      Function<RowImport, ResponseEntity<A>> answer) {
    UUID id = Ids.next();
    return text(body)
        .publishOn(Schedulers.boundedElastic())
        .flatMap(
            text -> {
              Arrived<R> arrived = read(file, text);
              return idempotency.once(
                  key,
                  new Repeatable(file.dryRun(), file.onError(), text),
                  type,
                  () -> keep(id, file, arrived).map(answer));
            })
        .flatMap(
            first ->
                first.getHeaders().containsHeader(REPLAYED)
                    ? Mono.just(first)
                    : taking
                        .takeAll(id)
                        .then(Mono.defer(() -> imports.find(file.kind(), file.place(), id)))
                        .map(answer));
  }

  /** What a repetition must have in common with the first; only its fingerprint is kept. */
  private record Repeatable(boolean dryRun, OnError onError, String file) {

    @Override
    public String toString() {
      return "Repeatable";
    }
  }

  private static Mono<String> text(Flux<DataBuffer> body) {
    return DataBufferUtils.join(body, LARGEST_FILE)
        .onErrorMap(
            DataBufferLimitException.class,
            tooLarge -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"))
        .map(
            whole -> {
              String text = whole.toString(StandardCharsets.UTF_8);
              DataBufferUtils.release(whole);
              return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            })
        .defaultIfEmpty("");
  }

  /**
   * What could be read of a file.
   *
   * @param rows those that can be taken
   * @param repeated those that stand in it before, where that is no fault
   */
  private record Arrived<R>(List<Row<R>> rows, int repeated, int refused, List<RowFault> faults) {

    /** Of the rows that read well some cannot be taken in this place. */
    Arrived<R> without(List<RowFault> found) {
      Set<Integer> faulty = found.stream().map(RowFault::row).collect(Collectors.toSet());
      return new Arrived<>(
          rows.stream().filter(row -> !faulty.contains(row.number())).toList(),
          repeated,
          refused + faulty.size(),
          Stream.concat(faults.stream(), found.stream()).toList());
    }
  }

  private <R> Arrived<R> read(RowFile<R> file, String text) {
    List<RowFault> faults = new ArrayList<>();
    List<Line> lines =
        switch (file.type()) {
          case NDJSON -> Line.of(text);
          case CSV -> CsvLines.of(text, file.kind().columns(), faults);
        };
    int malformed = faults.size();
    List<Row<R>> rows = reader.read(lines, file.kind().type(), file.faults(), faults);
    Set<String> seen = new HashSet<>();
    List<Row<R>> fresh = new ArrayList<>();
    List<RowFault> repeated = new ArrayList<>();
    for (Row<R> row : rows) {
      if (seen.add(file.kind().keyOf(row.value()))) {
        fresh.add(row);
      } else {
        repeated.add(new RowFault(row.number(), file.kind().keyField(), "row-key-repeated"));
      }
    }
    int refused = malformed + lines.size() - rows.size();
    return switch (file.onError()) {
      case SKIP -> new Arrived<>(fresh, repeated.size(), refused, faults);
      // two rows of one key may say different things
      case REFUSE -> new Arrived<>(fresh, 0, refused, faults).without(repeated);
    };
  }

  private <R> Mono<RowImport> keep(UUID id, RowFile<R> file, Arrived<R> arrived) {
    int rows = arrived.rows().size() + arrived.repeated() + arrived.refused();
    return file.kind()
        .faultsInPlace(file.place(), arrived.rows())
        .map(arrived::without)
        .flatMap(
            checked -> {
              boolean refused = file.onError() == OnError.REFUSE && checked.refused() > 0;
              return file.dryRun()
                  ? keepChecked(id, file, checked, rows, refused)
                  : keepWaiting(id, file, checked, rows, refused);
            });
  }

  /** A dry run has ended as soon as it is known what is there already. */
  private <R> Mono<RowImport> keepChecked(
      UUID id, RowFile<R> file, Arrived<R> arrived, int rows, boolean refused) {
    List<R> good = arrived.rows().stream().map(Row::value).toList();
    return file.kind()
        .known(file.place(), good)
        .map(
            known ->
                new RowImport(
                    id,
                    State.CHECKED,
                    true,
                    file.onError(),
                    rows,
                    refused ? 0 : good.size() - known,
                    arrived.repeated() + known,
                    arrived.refused(),
                    arrived.faults()))
        .delayUntil(checked -> imports.begin(file, checked, null));
  }

  private <R> Mono<RowImport> keepWaiting(
      UUID id, RowFile<R> file, Arrived<R> arrived, int rows, boolean refused) {
    List<Line> lines =
        refused
            ? List.of()
            : arrived.rows().stream().map(row -> new Line(row.number(), row.text())).toList();
    FamilyKey key = keys.create(id);
    State state = refused ? State.REFUSED : lines.isEmpty() ? State.DONE : State.LOADING;
    RowImport begun =
        new RowImport(
            id,
            state,
            false,
            file.onError(),
            rows,
            0,
            arrived.repeated(),
            arrived.refused(),
            arrived.faults());
    return imports
        .begin(file, begun, lines.isEmpty() ? null : key)
        .thenMany(Flux.fromIterable(inPortions(lines)))
        .concatMap(portion -> portions.keep(id, portion, key))
        .then(Mono.just(begun));
  }

  private static List<List<Line>> inPortions(List<Line> lines) {
    return IntStream.iterate(0, from -> from < lines.size(), from -> from + PORTION)
        .mapToObj(from -> lines.subList(from, Math.min(from + PORTION, lines.size())))
        .toList();
  }
}
