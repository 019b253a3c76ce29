package org.retzef.basket.category;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Changes categories and keeps who did it, when and what. Runs inside the caller's command. */
@Repository
class CategoryEditing {

  private static final String SELECT =
      """
      select code, name_he, name_ar, name_en, name_ru, name_am, valid_from, valid_until,
             emergency_only, version
        from category where code = :code
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  CategoryEditing(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  Mono<CategoryState> find(String code) {
    return one(code, SELECT);
  }

  Mono<CategoryState> add(Caller caller, CategoryState category) {
    AddCategoryRequest.requireOrder(category.validFrom(), category.validUntil());
    return bind(
            category,
            """
            insert into category (code, name_he, name_ar, name_en, name_ru, name_am, valid_from,
                                  valid_until, emergency_only, version)
            values (:code, :nameHe, :nameAr, :nameEn, :nameRu, :nameAm, :validFrom, :validUntil,
                    :emergencyOnly, :version)
            on conflict do nothing
            """)
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(CategoryExists::new))
        .then(keep(caller, null, category))
        .thenReturn(category);
  }

  Mono<CategoryState> change(
      Caller caller, String code, ExpectedVersion expected, ChangeCategoryRequest request) {
    return one(code, SELECT + " for no key update")
        .doOnNext(old -> expected.orRefuse(old.version(), old))
        .flatMap(
            old -> {
              CategoryState changed = request.applyTo(old);
              AddCategoryRequest.requireOrder(changed.validFrom(), changed.validUntil());
              return update(changed).then(keep(caller, old, changed)).thenReturn(changed);
            });
  }

  private Mono<Void> update(CategoryState changed) {
    return bind(
            changed,
            """
            update category
               set name_he = :nameHe, name_ar = :nameAr, name_en = :nameEn, name_ru = :nameRu,
                   name_am = :nameAm, valid_from = :validFrom, valid_until = :validUntil,
                   emergency_only = :emergencyOnly, version = :version
             where code = :code
            """)
        .then();
  }

  private Mono<Void> keep(Caller caller, @Nullable CategoryState before, CategoryState after) {
    var statement =
        database
            .sql(
                """
                insert into category_change (code, version, changed_by, before, after)
                values (:code, :version, :changedBy, :before::jsonb, :after::jsonb)
                """)
            .bind("code", after.code())
            .bind("version", after.version())
            .bind("changedBy", caller.subject())
            .bind("after", json.writeValueAsString(after));
    return (before == null
            ? statement.bindNull("before", String.class)
            : statement.bind("before", json.writeValueAsString(before)))
        .then();
  }

  Flux<CategoryChange> changes(String code) {
    return database
        .sql(
            """
            select version, changed_by, changed_at, (added || before)::text as before,
                   (added || after)::text as after
              from category_change
             cross join (select '{"emergencyOnly": false}'::jsonb) as what_was_added (added)
             where code = :code order by version desc limit 200
            """)
        .bind("code", code)
        .map(this::readChange)
        .all();
  }

  private CategoryChange readChange(Readable row) {
    String before = row.get("before", String.class);
    return new CategoryChange(
        row.get("version", Long.class),
        row.get("changed_by", String.class),
        row.get("changed_at", Instant.class),
        before == null ? null : json.readValue(before, CategoryState.class),
        json.readValue(row.get("after", String.class), CategoryState.class));
  }

  private Mono<CategoryState> one(String code, String sql) {
    return database
        .sql(sql)
        .bind("code", code)
        .map(
            row ->
                new CategoryState(
                    row.get("code", String.class),
                    row.get("name_he", String.class),
                    row.get("name_ar", String.class),
                    row.get("name_en", String.class),
                    row.get("name_ru", String.class),
                    row.get("name_am", String.class),
                    row.get("valid_from", LocalDate.class),
                    row.get("valid_until", LocalDate.class),
                    row.get("emergency_only", Boolean.class),
                    row.get("version", Long.class)))
        .one()
        .switchIfEmpty(Mono.error(CategoryNotFound::new));
  }

  private DatabaseClient.GenericExecuteSpec bind(CategoryState category, String sql) {
    var statement =
        database
            .sql(sql)
            .bind("code", category.code())
            .bind("nameHe", category.nameHe())
            .bind("nameAr", category.nameAr())
            .bind("nameEn", category.nameEn())
            .bind("nameRu", category.nameRu())
            .bind("nameAm", category.nameAm())
            .bind("validFrom", category.validFrom())
            .bind("emergencyOnly", category.emergencyOnly())
            .bind("version", category.version());
    LocalDate until = category.validUntil();
    return until == null
        ? statement.bindNull("validUntil", LocalDate.class)
        : statement.bind("validUntil", until);
  }
}
