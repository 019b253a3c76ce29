package org.retzef.family.rowimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes rows that wait: of a file that has just come, or of whatever was left. */
@Component
class RowTaking {

  private static final String NOT_TAKEN = "row-not-taken";

  private final Portions portions;
  private final RowImports imports;
  private final Attempts attempts;
  private final RowReader reader;
  private final WaitingWork work;
  private final Map<String, RowKind<?>> kinds;

  RowTaking(
      Portions portions,
      RowImports imports,
      Attempts attempts,
      RowReader reader,
      WaitingWork work,
      List<RowKind<?>> kinds) {
    this.portions = portions;
    this.imports = imports;
    this.attempts = attempts;
    this.reader = reader;
    this.work = work;
    this.kinds = kinds.stream().collect(Collectors.toMap(RowKind::name, Function.identity()));
  }

  /** What a service left that was stopped, or a sender who hung up. */
  @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT2S")
  void takeWhatWasLeft() {
    work.doSome(() -> next(null), this::putOff);
  }

  Mono<Void> takeAll(UUID importId) {
    return work.doNext(() -> next(importId), this::putOff).repeat().takeWhile(more -> more).then();
  }

  private Mono<WaitingWork.Piece> next(@Nullable UUID importId) {
    return portions.take(importId).map(taken -> new WaitingWork.Piece(taken.id(), take(taken)));
  }

  private Mono<Void> take(Portion portion) {
    return Mono.defer(() -> take(portion, Objects.requireNonNull(kinds.get(portion.kind()))));
  }

  private <R> Mono<Void> take(Portion portion, RowKind<R> kind) {
    List<RowFault> faults = new ArrayList<>();
    List<Row<R>> rows = reader.read(portion.lines(), kind.type(), row -> List.of(), faults);
    return kind.take(portion.place(), rows)
        .flatMap(
            taken -> {
              faults.addAll(taken.faults());
              return imports.count(
                  portion.importId(),
                  taken.done(),
                  rows.size() - taken.done() - taken.faults().size(),
                  portion.lines().size() - rows.size() + taken.faults().size(),
                  faults);
            })
        .then(Mono.defer(() -> imports.endIfAllTaken(portion.importId())));
  }

  private Mono<Void> putOff(UUID portionId) {
    return attempts.failed("row_import_portion", portionId).flatMap(this::giveUp);
  }

  /** Its rows are refused though nothing is wrong with them: the file may be sent again. */
  private Mono<Void> giveUp(Attempts.GivenUp portion) {
    List<RowFault> faults =
        portion.rows().stream().map(row -> new RowFault(row, "", NOT_TAKEN)).toList();
    return imports.fail(portion.importId(), faults).then(imports.endIfAllTaken(portion.importId()));
  }
}
