package org.retzef.basket.donation;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.donation.DistributionImport.RowFault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports in the database: their lines until they are done, and what was wrong with them. */
@Repository
class Imports {

  private static final int FAULTS_SHOWN = 100;

  private final DatabaseClient database;

  Imports(DatabaseClient database) {
    this.database = database;
  }

  /** A line of the file, counted from 1 without the header. */
  record Line(long number, String text) {}

  /**
   * An import in hand.
   *
   * @param header of a CSV file; empty for JSON lines
   * @param promised how many things a dry run would have given so far
   */
  record Job(
      UUID id,
      UUID donationId,
      boolean dryRun,
      String header,
      String startedBy,
      long doneUpTo,
      long promised) {}

  Mono<Void> insert(Job job) {
    return database
        .sql(
            """
            insert into distribution_import (id, donation_id, dry_run, header, started_by)
            values (:id, :donationId, :dryRun, :header, :startedBy)
            """)
        .bind("id", job.id())
        .bind("donationId", job.donationId())
        .bind("dryRun", job.dryRun())
        .bind("header", job.header())
        .bind("startedBy", job.startedBy())
        .then();
  }

  Mono<Void> keep(UUID id, List<Line> lines) {
    return database
        .sql(
            """
            insert into distribution_import_line (import_id, number, text)
            select :id, number, text
              from unnest(:numbers::bigint[], :texts::text[]) as line (number, text)
            """)
        .bind("id", id)
        .bind("numbers", lines.stream().map(Line::number).toArray(Long[]::new))
        .bind("texts", lines.stream().map(Line::text).toArray(String[]::new))
        .then();
  }

  Mono<Void> start(UUID id) {
    return database
        .sql("update distribution_import set status = 'RUNNING' where id = :id")
        .bind("id", id)
        .then();
  }

  /** One that nobody else has in hand. */
  Mono<Job> next() {
    return database
        .sql(
            """
            select id, donation_id, dry_run, header, started_by, done_up_to, promised
              from distribution_import
             where status = 'RUNNING'
             order by id limit 1 for no key update skip locked
            """)
        .map(
            row ->
                new Job(
                    row.get("id", UUID.class),
                    row.get("donation_id", UUID.class),
                    row.get("dry_run", Boolean.class),
                    row.get("header", String.class),
                    row.get("started_by", String.class),
                    row.get("done_up_to", Long.class),
                    row.get("promised", Long.class)))
        .one();
  }

  /** Keeps in mind that a dry run would do this row; not if it does not fit or is there already. */
  Mono<Boolean> promise(UUID id, String rowKey, boolean fits) {
    return database
        .sql(
            """
            insert into distribution_import_promise (import_id, row_key)
            select :id, :rowKey where :fits
            on conflict do nothing
            """)
        .bind("id", id)
        .bind("rowKey", rowKey)
        .bind("fits", fits)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  Mono<Boolean> isPromised(UUID id, String rowKey) {
    return database
        .sql(
            """
            select exists (select from distribution_import_promise
                            where import_id = :id and row_key = :rowKey) as found
            """)
        .bind("id", id)
        .bind("rowKey", rowKey)
        .mapValue(Boolean.class)
        .one();
  }

  Flux<Line> lines(Job job, int portion) {
    return database
        .sql(
            """
            select number, text from distribution_import_line
             where import_id = :id and number > :after order by number limit :portion
            """)
        .bind("id", job.id())
        .bind("after", job.doneUpTo())
        .bind("portion", portion)
        .map(row -> new Line(row.get("number", Long.class), row.get("text", String.class)))
        .all();
  }

  Mono<Void> count(
      UUID id, long upTo, long promised, long done, long repeated, List<RowFault> faults) {
    return database
        .sql(
            """
            update distribution_import
               set done_up_to = :upTo, promised = promised + :promised, done = done + :done, repeated = repeated + :repeated,
                   refused = refused + :refused,
                   fault_rows = case when cardinality(fault_rows) < 100 then fault_rows || :rows::bigint[]
                                else fault_rows end,
                   fault_fields = case when cardinality(fault_fields) < 100 then fault_fields || :fields::text[]
                                else fault_fields end,
                   fault_codes = case when cardinality(fault_codes) < 100 then fault_codes || :codes::text[]
                                else fault_codes end
             where id = :id
            """)
        .bind("id", id)
        .bind("upTo", upTo)
        .bind("promised", promised)
        .bind("done", done)
        .bind("repeated", repeated)
        .bind("refused", faults.size())
        .bind("rows", faults.stream().map(RowFault::row).toArray(Long[]::new))
        .bind("fields", faults.stream().map(RowFault::field).toArray(String[]::new))
        .bind("codes", faults.stream().map(RowFault::code).toArray(String[]::new))
        .then();
  }

  Mono<Void> finish(UUID id) {
    return done("delete from distribution_import_line where import_id = :id", id)
        .then(done("delete from distribution_import_promise where import_id = :id", id))
        .then(done("update distribution_import set status = 'DONE' where id = :id", id));
  }

  private Mono<Void> done(String sql, UUID id) {
    return database.sql(sql).bind("id", id).then();
  }

  /** Fails with {@link ImportNotFound}. */
  Mono<DistributionImport> find(UUID donationId, UUID id) {
    return database
        .sql(
            """
            select id, donation_id, dry_run, status, done, repeated, refused, fault_rows,
                   fault_fields, fault_codes
              from distribution_import where id = :id and donation_id = :donationId
            """)
        .bind("id", id)
        .bind("donationId", donationId)
        .map(Imports::read)
        .one()
        .switchIfEmpty(Mono.error(ImportNotFound::new));
  }

  private static DistributionImport read(Readable row) {
    Long[] rows = row.get("fault_rows", Long[].class);
    String[] fields = row.get("fault_fields", String[].class);
    String[] codes = row.get("fault_codes", String[].class);
    long done = number(row.get("done", Long.class));
    long repeated = number(row.get("repeated", Long.class));
    long refused = number(row.get("refused", Long.class));
    return new DistributionImport(
        row.get("id", UUID.class),
        row.get("donation_id", UUID.class),
        row.get("dry_run", Boolean.class),
        DistributionImport.Status.valueOf(row.get("status", String.class)),
        done + repeated + refused,
        done,
        repeated,
        refused,
        IntStream.range(0, Math.min(rows.length, FAULTS_SHOWN))
            .mapToObj(i -> new RowFault(rows[i], fields[i], codes[i]))
            .toList());
  }

  private static long number(@Nullable Long count) {
    return Objects.requireNonNull(count);
  }
}
