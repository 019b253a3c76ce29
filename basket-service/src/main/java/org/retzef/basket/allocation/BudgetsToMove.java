package org.retzef.basket.allocation;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.retzef.basket.budget.BudgetNotFound;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads in one statement what every movement of money must know. */
@Repository
class BudgetsToMove {

  private final DatabaseClient database;

  BudgetsToMove(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@link BudgetNotFound}. */
  Mono<BudgetToMove> find(UUID budgetId, BudgetPlace from, BudgetPlace to, LocalDate today) {
    return database
        .sql(
            """
            select year,
                   array(select track from budget_row where budget_id = budget.id) as tracks,
                   array(select unit::text from known_unit
                          where unit = any(:units::text[]::ltree[])
                            and (closed_on is null or closed_on >= :today)) as units,
                   array(select account.name
                           from unnest(:tracks::text[], :units::text[]) as place (track, unit)
                           join account on account.name =
                                case place.unit
                                  when 'IL' then 'budget/' || year || '/' || place.track
                                  else 'allocation/' || year || '/' || place.track || '/' || place.unit
                                end) as accounts
              from budget
             where id = :id
            """)
        .bind("id", budgetId)
        .bind("tracks", new String[] {from.track(), to.track()})
        .bind("units", new String[] {from.unit().path(), to.unit().path()})
        .bind("today", today)
        .map(BudgetsToMove::read)
        .one()
        .switchIfEmpty(Mono.error(BudgetNotFound::new));
  }

  private static BudgetToMove read(Readable row) {
    return new BudgetToMove(
        row.get("year", Integer.class),
        List.of(row.get("tracks", String[].class)),
        Stream.of(row.get("units", String[].class)).map(UnitPath::new).collect(Collectors.toSet()),
        Stream.of(row.get("accounts", String[].class)).collect(Collectors.toSet()));
  }
}
