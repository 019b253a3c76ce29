package org.retzef.basket.allocation;

import static org.retzef.platform.outbox.StatementPart.valueOf;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.StatementPart;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Movements in the database, beside their postings: who did it, and why. */
@Repository
class Movements {

  private final DatabaseClient database;

  Movements(DatabaseClient database) {
    this.database = database;
  }

  /** To be written with its posting. */
  static StatementPart writing(Movement movement) {
    BudgetPlace from = movement.from();
    BudgetPlace to = movement.to();
    return new StatementPart(
        """
        movement as (
          insert into budget_movement (posting_id, budget_id, from_track, from_unit, to_track,
                                       to_unit, amount, reason_code, effective_on, made_by)
          values (:posting, :budgetId, :fromTrack, :fromUnit::ltree, :toTrack, :toUnit::ltree,
                  :amount, :reasonCode, :effectiveOn, :madeBy)
        ),
        """,
        Map.of(
            "budgetId",
            movement.budgetId(),
            "amount",
            movement.amount().agorot(),
            "effectiveOn",
            movement.effectiveOn(),
            "madeBy",
            movement.madeBy(),
            "reasonCode",
            valueOf(String.class, movement.reasonCode()),
            "fromTrack",
            valueOf(String.class, from == null ? null : from.track()),
            "fromUnit",
            valueOf(String.class, from == null ? null : from.unit().path()),
            "toTrack",
            valueOf(String.class, to == null ? null : to.track()),
            "toUnit",
            valueOf(String.class, to == null ? null : to.unit().path())));
  }

  Mono<Page<Movement>> of(UUID budgetId, PageRequest page) {
    return database
        .sql(
            """
            select posting_id, budget_id, from_track, from_unit::text as from_unit, to_track,
                   to_unit::text as to_unit, amount, reason_code, effective_on, made_by
              from budget_movement
             where budget_id = :budgetId and posting_id > :after
             order by posting_id limit :limit
            """)
        .bind("budgetId", budgetId)
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Movements::read)
        .all()
        .collectList()
        .map(movements -> Page.of(movements, page, movement -> movement.id().toString()));
  }

  private static Movement read(Readable row) {
    return new Movement(
        row.get("posting_id", UUID.class),
        row.get("budget_id", UUID.class),
        place(row.get("from_track", String.class), row.get("from_unit", String.class)),
        place(row.get("to_track", String.class), row.get("to_unit", String.class)),
        new Money(row.get("amount", Long.class)),
        row.get("reason_code", String.class),
        row.get("effective_on", LocalDate.class),
        row.get("made_by", String.class));
  }

  private static @Nullable BudgetPlace place(@Nullable String track, @Nullable String unit) {
    return track == null || unit == null ? null : new BudgetPlace(track, new UnitPath(unit));
  }

  /** One statement, and so one moment. */
  Mono<Position> position(int year) {
    return database
        .sql(
            """
            select split_part(name, '/', 3) as track,
                   coalesce(sum(balance) filter (where kind = 'BUDGET'), 0)::bigint as free,
                   coalesce(sum(balance) filter (where kind = 'ALLOCATION'), 0)::bigint as allocated
              from account
             where kind in ('BUDGET', 'ALLOCATION')
               and (starts_with(name, 'budget/' || :year || '/')
                    or starts_with(name, 'allocation/' || :year || '/'))
             group by 1
             order by 1
            """)
        .bind("year", year)
        .map(
            row ->
                new Position.Line(
                    row.get("track", String.class),
                    new Money(row.get("free", Long.class)),
                    new Money(row.get("allocated", Long.class))))
        .all()
        .collectList()
        .map(lines -> new Position(year, sum(lines), lines));
  }

  private static Money sum(List<Position.Line> lines) {
    return lines.stream()
        .map(line -> line.free().plus(line.allocated()))
        .reduce(Money.ZERO, Money::plus);
  }
}
