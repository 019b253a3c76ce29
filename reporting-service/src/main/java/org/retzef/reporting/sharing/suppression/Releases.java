package org.retzef.reporting.sharing.suppression;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.reporting.sharing.agreement.Terms;
import org.retzef.reporting.sharing.household.Households;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Releases, and what each shows in groups of each size. Runs inside the caller's command. */
@Repository
class Releases {

  private final DatabaseClient database;
  private final Households households;
  private final Duration apart;

  Releases(
      DatabaseClient database,
      Households households,
      @Value("${retzef.reporting.sharing.releases-apart}") Duration apart) {
    this.database = database;
    this.households = households;
    this.apart = apart;
  }

  /** Counts the families of the day. */
  Mono<Release> make(LocalDate day) {
    return lock()
        .then(Mono.defer(() -> nearTo(day)))
        .flatMap(near -> near ? Mono.error(new ReleaseTooSoon()) : insert(day))
        .delayUntil(
            made ->
                households
                    .standing()
                    .mapNotNull(known -> Cell.of(known.household(), day).orElse(null))
                    .collect(HashMap<Cell, Integer>::new, Releases::count)
                    .flatMap(families -> show(day, families)));
  }

  private static void count(Map<Cell, Integer> families, Cell cell) {
    families.merge(cell, 1, Integer::sum);
  }

  /** Whoever else is about to release is waited for, as long as counting all families takes. */
  private Mono<Void> lock() {
    return Flux.just(
            """
            select set_config('statement_timeout', '60s', true),
                   set_config('lock_timeout', '60s', true)
            """,
            "lock table shared_release in share row exclusive mode")
        .concatMap(sql -> database.sql(sql).then())
        .then();
  }

  private Mono<Boolean> nearTo(LocalDate day) {
    return database
        .sql("select exists (select from shared_release where abs(as_of - $1::date) < $2) as near")
        .bind("$1", day)
        .bind("$2", (int) apart.toDays())
        .map(row -> required(row, "near", Boolean.class))
        .one();
  }

  private Mono<Release> insert(LocalDate day) {
    return database
        .sql("insert into shared_release (as_of) values ($1) returning as_of, made_at")
        .bind("$1", day)
        .map(Releases::read)
        .one();
  }

  /** Coarser groups are made of what the finer ones show, and say nothing that those do not. */
  private Mono<Void> show(LocalDate day, Map<Cell, Integer> families) {
    Map<Integer, Map<Cell, Integer>> shown = new HashMap<>();
    Map<Cell, Integer> finer = families;
    for (int k : Terms.SMALLEST_COUNTS) {
      finer = Groups.of(finer, k);
      shown.put(k, finer);
    }
    return Flux.fromIterable(shown.entrySet())
        .concatMap(one -> keep(day, one.getKey(), one.getValue()))
        .then();
  }

  private Mono<Void> keep(LocalDate day, int k, Map<Cell, Integer> shown) {
    List<Cell> cells = List.copyOf(shown.keySet());
    return database
        .sql(
            """
            insert into shared_release_cell (as_of, k, place, programme, age_from, families)
            select $1, $2, place, programme, age_from, families
              from unnest($3::text[], $4::text[], $5::int[], $6::int[])
                   as shown (place, programme, age_from, families)
            """)
        .bind("$1", day)
        .bind("$2", k)
        .bind("$3", cells.stream().map(Cell::place).toArray(String[]::new))
        .bind("$4", cells.stream().map(Cell::programme).toArray(String[]::new))
        .bind("$5", cells.stream().map(Cell::ageFrom).toArray(Integer[]::new))
        .bind("$6", cells.stream().map(shown::get).toArray(Integer[]::new))
        .then();
  }

  /** The newest release of that day or before. */
  Mono<LocalDate> asOf(LocalDate day) {
    return database
        .sql("select as_of from shared_release where as_of <= $1 order by as_of desc limit 1")
        .bind("$1", day)
        .map(row -> required(row, "as_of", LocalDate.class))
        .one();
  }

  Flux<LocalDate> newest(int count) {
    return database
        .sql("select as_of from shared_release order by as_of desc limit $1")
        .bind("$1", count)
        .map(row -> required(row, "as_of", LocalDate.class))
        .all();
  }

  Mono<Map<Cell, Integer>> shown(LocalDate asOf, int k) {
    return database
        .sql(
            """
            select place, programme, age_from, families
              from shared_release_cell where as_of = $1 and k = $2
            """)
        .bind("$1", asOf)
        .bind("$2", k)
        .map(
            row ->
                Map.entry(
                    new Cell(
                        required(row, "place", String.class),
                        row.get("programme", String.class),
                        row.get("age_from", Integer.class)),
                    required(row, "families", Integer.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** The newest first. */
  Mono<Page<Release>> list(PageRequest page) {
    return database
        .sql(
            """
            select as_of, made_at from shared_release
             where as_of < $1 order by as_of desc limit $2
            """)
        .bind("$1", page.after(LocalDate.of(9999, 12, 31), LocalDate::parse))
        .bind("$2", page.limitPlusOne())
        .map(Releases::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, release -> release.asOf().toString()));
  }

  private static Release read(Readable row) {
    return new Release(
        required(row, "as_of", LocalDate.class), required(row, "made_at", Instant.class));
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
