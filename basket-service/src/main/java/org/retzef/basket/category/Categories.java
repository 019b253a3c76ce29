package org.retzef.basket.category;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Categories in the database; there are few. */
@Repository
public class Categories {

  private static final String OF_TODAY =
      """
       (now() at time zone 'Asia/Jerusalem')::date between valid_from and coalesce(valid_until, 'infinity')
      """;

  private static final String SELECT =
      "select code, name_he, name_ar, name_en, name_ru, name_am from category ";

  private final DatabaseClient database;

  Categories(DatabaseClient database) {
    this.database = database;
  }

  public Flux<Category> all() {
    return database.sql(SELECT + "order by code").map(Categories::read).all();
  }

  Flux<Category> today() {
    return database
        .sql(SELECT + "where " + OF_TODAY + " order by code")
        .map(Categories::read)
        .all();
  }

  /** Those of these codes that there are, or were. */
  public Flux<Category> of(Collection<String> codes) {
    return database
        .sql(SELECT + "where code = any(:codes::text[]) order by code")
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
        row.get("name_am", String.class));
  }
}
