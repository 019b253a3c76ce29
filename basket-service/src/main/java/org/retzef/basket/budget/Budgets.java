package org.retzef.basket.budget;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Budgets in the database. They are the whole country's, for roles that see all units. */
@Repository
public class Budgets {

  private static final String SELECT =
      """
      select id, year, array_agg(track order by position) as tracks,
             array_agg(families order by position) as families,
             array_agg(basket order by position) as baskets,
             array_agg(total order by position) as totals
        from budget
        join budget_row on budget_id = id
      """;

  private final DatabaseClient database;

  Budgets(DatabaseClient database) {
    this.database = database;
  }

  /**
   * What a family gets that is enrolled in this year: by the newest budget of that year or before;
   * where there is none, by the newest of all. Nothing for a track that no budget names. A year
   * whose books are closed gives nothing any more: the first open one counts in its place.
   */
  public Mono<Allowance> allowance(String track, int year) {
    return database
        .sql(
            """
            select year, basket, period_months, without_programme
              from budget_row
              join budget on budget.id = budget_id
             where track = :track
             order by year <= greatest(:year, first_open_year()) desc, year desc
             limit 1
            """)
        .bind("track", track)
        .bind("year", year)
        .map(
            row ->
                new Allowance(
                    row.get("year", Integer.class),
                    new Money(row.get("basket", Long.class)),
                    row.get("period_months", Integer.class),
                    row.get("without_programme", Boolean.class)))
        .one();
  }

  /** Fails with {@link BudgetExists} where the year has one. */
  Mono<Void> insert(Budget budget, LoadBudgetRequest request) {
    return database
        .sql(
            """
            insert into budget (id, year) values (:id, :year) on conflict (year) do nothing
            """)
        .bind("id", budget.id())
        .bind("year", budget.year())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(BudgetExists::new))
        .then(insertRows(budget.id(), budget.rows(), request.rows()));
  }

  private Mono<Void> insertRows(UUID id, List<Budget.Row> rows, List<LoadBudgetRequest.Row> asked) {
    return database
        .sql(
            """
            insert into budget_row (budget_id, position, track, families, basket, total,
                                    without_programme)
            select :id, position, track, families, basket, total, without_programme
              from unnest(:tracks::text[], :families::int[], :baskets::bigint[], :totals::bigint[],
                          :withoutProgramme::boolean[])
                   with ordinality as line (track, families, basket, total, without_programme,
                                            position)
            """)
        .bind("id", id)
        .bind("tracks", rows.stream().map(Budget.Row::track).toArray(String[]::new))
        .bind("families", rows.stream().map(Budget.Row::families).toArray(Integer[]::new))
        .bind("baskets", agorot(rows, Budget.Row::basket))
        .bind("totals", agorot(rows, Budget.Row::total))
        .bind(
            "withoutProgramme",
            asked.stream()
                .map(row -> Boolean.TRUE.equals(row.withoutProgramme()))
                .toArray(Boolean[]::new))
        .then();
  }

  private static Long[] agorot(List<Budget.Row> rows, Function<Budget.Row, Money> amount) {
    return rows.stream().map(row -> amount.apply(row).agorot()).toArray(Long[]::new);
  }

  /** A budget's year; fails with {@code budget-not-found}. */
  public Mono<Integer> year(UUID id) {
    return find(id).map(Budget::year);
  }

  /** The tracks of the year's budget; none where it has none. */
  public Mono<List<String>> tracksOf(int year) {
    return database
        .sql("select track from budget_row join budget on id = budget_id where year = :year")
        .bind("year", year)
        .map(row -> row.get("track", String.class))
        .all()
        .collectList();
  }

  /** A budget's year and the tracks of its lines. */
  public record Lines(int year, List<String> tracks) {}

  /** Fails with {@code budget-not-found}. */
  public Mono<Lines> lines(UUID id) {
    return find(id)
        .map(
            budget ->
                new Lines(budget.year(), budget.rows().stream().map(Budget.Row::track).toList()));
  }

  Mono<Budget> find(UUID id) {
    return database
        .sql(SELECT + " where id = :id group by id")
        .bind("id", id)
        .map(Budgets::read)
        .one()
        .switchIfEmpty(Mono.error(BudgetNotFound::new));
  }

  Mono<Page<Budget>> list(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after group by id order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Budgets::read)
        .all()
        .collectList()
        .map(budgets -> Page.of(budgets, page, budget -> budget.id().toString()));
  }

  /**
   * Whether nothing was loaded yet. Waits for another copy of the service that is loading at this
   * moment; a statement sees only what was committed before it, so the question is one of its own.
   */
  Mono<Boolean> isEmpty() {
    return database
        .sql("select pg_advisory_xact_lock(hashtext('budget'))")
        .then()
        .then(
            database
                .sql("select not exists (select from budget) as empty")
                .map(row -> row.get("empty", Boolean.class))
                .one());
  }

  private static Budget read(Readable row) {
    String[] tracks = row.get("tracks", String[].class);
    Integer[] families = row.get("families", Integer[].class);
    Long[] baskets = row.get("baskets", Long[].class);
    Long[] totals = row.get("totals", Long[].class);
    List<Budget.Row> rows = new java.util.ArrayList<>();
    for (int i = 0; i < tracks.length; i++) {
      rows.add(new Budget.Row(tracks[i], families[i], new Money(baskets[i]), new Money(totals[i])));
    }
    return Budget.of(row.get("id", UUID.class), row.get("year", Integer.class), rows);
  }
}
