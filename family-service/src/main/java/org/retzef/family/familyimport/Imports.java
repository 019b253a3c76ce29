package org.retzef.family.familyimport;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.retzef.family.audit.LaterWork;
import org.retzef.family.familyimport.FamilyImport.State;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.rowimport.Attempts;
import org.retzef.family.rowimport.ImportNotFound;
import org.retzef.family.rowimport.OnError;
import org.retzef.family.rowimport.RowFault;
import org.retzef.family.rowimport.RowWords;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The imports and their faults in the database. */
@Repository
class Imports {

  /** More faults than these help nobody. */
  static final int MOST_FAULTS = 1000;

  private static final String ROUTE = "/api/v1/family-imports";

  private static final String NOT_LOADED = "family-not-loaded";

  private final DatabaseClient database;
  private final RowWords words;

  Imports(DatabaseClient database, RowWords words) {
    this.database = database;
    this.words = words;
  }

  Mono<Void> begin(
      Caller caller, UUID id, Instant now, boolean dryRun, OnError onError, FamilyKey key) {
    return database
        .sql(
            """
            insert into family_import
              (id, unit, uploaded_by, roles, client, uploaded_at, dry_run, on_error, state,
               wrapped_key)
            values (:id, :unit::ltree, :by, :roles, :client, :at, :dryRun, :onError, 'RECEIVING',
                    :key)
            """)
        .bind("id", id)
        .bind("unit", caller.unitPath())
        .bind("by", caller.subject())
        .bind("roles", caller.roles().toArray(String[]::new))
        .bind("client", Parameters.in(R2dbcType.VARCHAR, caller.client()))
        .bind("at", now)
        .bind("dryRun", dryRun)
        .bind("onError", onError.name())
        .bind("key", key.wrapped())
        .then();
  }

  /** By whom a file was sent, whoever's families are loaded out of it. */
  Mono<LaterWork.Order> order(UUID id) {
    return database
        .sql(
            """
            select uploaded_by, roles, unit::text as unit, client from family_import where id = :id
            """)
        .bind("id", id)
        .map(
            row ->
                new LaterWork.Order(
                    row.get("uploaded_by", String.class),
                    Set.of(row.get("roles", String[].class)),
                    new UnitPath(row.get("unit", String.class)),
                    row.get("client", String.class),
                    ROUTE,
                    id))
        .one();
  }

  /** Faults that are known already are not kept twice. */
  Mono<Void> keepFaults(UUID id, List<RowFault> faults) {
    if (faults.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into family_import_fault (import_id, row, field, code)
            select :id, row, field, code
              from unnest(:rows::int[], :fields::text[], :codes::text[]) as new (row, field, code)
            on conflict do nothing
            """)
        .bind("id", id)
        .bind("rows", faults.stream().map(RowFault::row).toArray(Integer[]::new))
        .bind("fields", faults.stream().map(RowFault::field).toArray(String[]::new))
        .bind("codes", faults.stream().map(RowFault::code).toArray(String[]::new))
        .then();
  }

  /** One after the other, if the same file comes twice at a time. */
  Mono<Void> waitForSameFile(long fileMark) {
    return database.sql("select pg_advisory_xact_lock(:mark)").bind("mark", fileMark).then();
  }

  /** The import that loads this file or has loaded it. */
  Mono<UUID> thatLoads(long fileMark) {
    return database
        .sql(
            """
            select id from family_import
             where file_mark = :mark and not dry_run and state in ('LOADING', 'DONE')
            """)
        .bind("mark", fileMark)
        .map(row -> row.get("id", UUID.class))
        .one();
  }

  /**
   * What the whole file has shown. Whatever will not be loaded loses its key.
   *
   * @param unchanged for a dry run, which loads nothing that could be counted
   */
  Mono<Void> received(
      UUID id, State state, long fileMark, int rows, int families, int faulty, int unchanged) {
    boolean loads = state == State.LOADING;
    return database
        .sql(
            """
            update family_import
               set state = :state, file_mark = :mark, rows = :rows, families = :families,
                   faulty = :faulty, unchanged = :unchanged,
                   wrapped_key = case when :loads then wrapped_key end,
                   finished_at = case when not :loads then now() end
             where id = :id
            """)
        .bind("id", id)
        .bind("state", state.name())
        .bind("mark", fileMark)
        .bind("rows", rows)
        .bind("families", families)
        .bind("faulty", faulty)
        .bind("unchanged", unchanged)
        .bind("loads", loads)
        .then();
  }

  Mono<Void> count(UUID id, int loaded, int unchanged) {
    return database
        .sql(
            """
            update family_import set loaded = loaded + :loaded, unchanged = unchanged + :unchanged
             where id = :id
            """)
        .bind("loaded", loaded)
        .bind("unchanged", unchanged)
        .bind("id", id)
        .then();
  }

  /** Families that cannot be loaded after all; nothing where there are none. */
  Mono<Void> refuse(UUID id, List<RowFault> faults) {
    return addFaulty(id, (int) faults.stream().map(RowFault::row).distinct().count())
        .then(keepFaults(id, faults));
  }

  private Mono<Void> addFaulty(UUID id, int families) {
    return database
        .sql("update family_import set faulty = faulty + :families where id = :id")
        .bind("families", families)
        .bind("id", id)
        .then();
  }

  /** Gives a batch up: its rows are faults, and the import has failed when nothing waits. */
  Mono<Void> giveUp(Attempts.GivenUp batch) {
    return addFaulty(batch.importId(), batch.rows().size())
        .then(
            keepFaults(
                batch.importId(),
                batch.rows().stream()
                    .limit(MOST_FAULTS)
                    .map(row -> new RowFault(row, "", NOT_LOADED))
                    .toList()))
        .then(finishLoaded(batch.importId()));
  }

  /** Nothing waits any more: the key that opened what waited is forgotten. */
  Mono<Void> finishLoaded(UUID id) {
    return database
        .sql(
            """
            update family_import
               set state = case when exists (select from family_import_fault
                                              where import_id = :id and code = :notLoaded)
                                then 'FAILED' else 'DONE' end,
                   wrapped_key = null, finished_at = clock_timestamp()
             where id = :id and state = 'LOADING'
               and not exists (select from family_import_batch where import_id = :id)
            """)
        .bind("notLoaded", NOT_LOADED)
        .bind("id", id)
        .then();
  }

  Mono<Void> delete(UUID id) {
    return database.sql("delete from family_import where id = :id").bind("id", id).then();
  }

  /** Uploads that nobody finished: the connection or the service broke. */
  Mono<Long> deleteAbandoned() {
    return database
        .sql(
            """
            delete from family_import
             where state = 'RECEIVING' and uploaded_at < now() - interval '1 hour'
            """)
        .fetch()
        .rowsUpdated();
  }

  /** First how far it is, then its faults: those of an import that is done are all there. */
  Mono<FamilyImport> find(Caller caller, UUID id, Locale language) {
    return database
        .sql(
            """
            select id, state, dry_run, on_error, rows, families, faulty, loaded, unchanged,
                   uploaded_at, finished_at
              from family_import
             where id = :id and unit <@ :callerUnit::ltree
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(Imports::readWithoutFaults)
        .one()
        .switchIfEmpty(Mono.error(ImportNotFound::new))
        .flatMap(found -> faults(id).map(faults -> found.with(words.of(faults, language))));
  }

  private Mono<List<RowFault>> faults(UUID id) {
    return database
        .sql(
            """
            select row, field, code from family_import_fault
             where import_id = :id order by row, field, code limit :most
            """)
        .bind("id", id)
        .bind("most", MOST_FAULTS)
        .map(
            row ->
                new RowFault(
                    row.get("row", Integer.class),
                    row.get("field", String.class),
                    row.get("code", String.class)))
        .all()
        .collectList();
  }

  private static FamilyImport readWithoutFaults(Readable row) {
    return new FamilyImport(
        row.get("id", UUID.class),
        State.valueOf(row.get("state", String.class)),
        row.get("dry_run", Boolean.class),
        OnError.valueOf(row.get("on_error", String.class)),
        row.get("rows", Integer.class),
        row.get("families", Integer.class),
        row.get("faulty", Integer.class),
        row.get("loaded", Integer.class),
        row.get("unchanged", Integer.class),
        row.get("uploaded_at", Instant.class),
        row.get("finished_at", Instant.class),
        List.of());
  }
}
