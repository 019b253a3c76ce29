package org.retzef.basket.category;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Categories in the database; there are few. */
@Repository
public class Categories {

  /** An emergency of a part of the caller's units opens its categories to the caller, too. */
  private static final String OF_TODAY =
      """
       :today between valid_from and coalesce(valid_until, 'infinity')
         and (not emergency_only or in_emergency(:unit::ltree, :today)
              or exists (select from emergency_overlay
                          where unit <@ :unit::ltree
                            and :today between first_day and coalesce(last_day, 'infinity')))
      """;

  private static final String SELECT =
      "select code, name_he, name_ar, name_en, name_ru, name_am, emergency_only from category ";

  private final DatabaseClient database;
  private final Clock clock;

  Categories(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Flux<Category> all() {
    return database.sql(SELECT + "order by code").map(Categories::read).all();
  }

  Flux<Category> today(Caller caller) {
    return database
        .sql(SELECT + "where " + OF_TODAY + " order by code")
        .bind("unit", caller.unitPath())
        .bind("today", LocalDate.now(clock))
        .map(Categories::read)
        .all();
  }

  /** Those of these codes that there are, or were. */
  public Flux<Category> of(Collection<String> codes) {
    return database
        .sql(SELECT + "where code = any ((select :codes::text[])::text[]) order by code")
        .bind("codes", codes.toArray(String[]::new))
        .map(Categories::read)
        .all();
  }

  private static Category read(Readable row) {
    return new Category(
        row.get("code", String.class),
        row.get("name_he", String.class),
        row.get("name_ar", String.class),
        row.get("name_en", String.class),
        row.get("name_ru", String.class),
        row.get("name_am", String.class),
        row.get("emergency_only", Boolean.class));
  }
}
