package org.retzef.family.rowimport;

import java.util.List;
import reactor.core.publisher.Mono;

/** What the rows of files of one kind are, and what becomes of them. */
public interface RowKind<R> {

  /** As it stands in the database. */
  String name();

  Class<R> type();

  /** Of a CSV file: the row's fields, those inside another with a dot ({@code person.phone}). */
  List<String> columns();

  /** What a row is known by: what was taken under this key once, is never taken again. */
  String keyOf(R row);

  /** The field of that key. */
  String keyField();

  /**
   * How many of these were taken before.
   *
   * @param place where files of this kind go, such as a centre
   */
  Mono<Integer> known(String place, List<R> rows);

  /**
   * Of rows of different keys, what stands in their way in this place as things are; nothing of a
   * row that was taken before.
   */
  Mono<List<RowFault>> faultsInPlace(String place, List<Row<R>> rows);

  /** Takes rows of different keys in; inside the command by which they stop waiting. */
  Mono<Taken> take(String place, List<Row<R>> rows);

  /**
   * What became of rows.
   *
   * @param done how many were taken
   * @param faults of each row that cannot be, one
   */
  record Taken(int done, List<RowFault> faults) {}
}
