package org.retzef.family.rowimport;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counts how often a piece of a file could not be done, in whichever table it waits. */
@Repository
public class Attempts {

  /** Then it is given up, so that it holds up nobody and its sender learns of it. */
  private static final int MOST = 5;

  private final DatabaseClient database;

  Attempts(DatabaseClient database) {
    this.database = database;
  }

  /**
   * A piece that waits no more.
   *
   * @param rows their numbers in the file
   */
  public record GivenUp(UUID importId, List<Integer> rows) {}

  /** Puts a piece off, each time longer, and is empty; or deletes it, and tells what it was. */
  public Mono<GivenUp> failed(String table, UUID piece) {
    return database
        .sql(
            """
            with put_off as (
              update %1$s
                 set attempts = attempts + 1,
                     not_before = now() + (attempts + 1) * (attempts + 1) * interval '2 seconds'
               where id = :id and attempts + 1 < :most
            ), given_up as (
              delete from %1$s where id = :id and attempts + 1 >= :most
              returning import_id, rows
            )
            select import_id, rows from given_up
            """
                .formatted(table))
        .bind("id", piece)
        .bind("most", MOST)
        .map(
            row ->
                new GivenUp(
                    row.get("import_id", UUID.class), List.of(row.get("rows", Integer[].class))))
        .one();
  }
}
