package org.retzef.basket.vendor;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Vendors' agreements in the database; each vendor has a few. */
@Repository
public class Agreements {

  private static final String SELECT =
      """
      select id, vendor_id, unit::text as unit, first_day, last_day, categories,
             prices::text as prices, changed_by, version
        from vendor_agreement
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  Agreements(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Fails with {@code vendor-not-agreed} (409), which says where the vendor may deliver, or with
   * {@code price-not-agreed} (409).
   */
  public Mono<Void> require(UUID vendorId, LocalDate today, List<Agreement.Purchase> purchases) {
    return of(vendorId)
        .collectList()
        .doOnNext(all -> purchases.forEach(purchase -> require(all, today, purchase)))
        .then();
  }

  private static void require(List<Agreement> all, LocalDate today, Agreement.Purchase purchase) {
    List<Agreement> counting =
        all.stream().filter(agreement -> agreement.counts(purchase.unit(), today)).toList();
    if (counting.isEmpty()) {
      throw new VendorNotAgreed(purchase.unit(), namesOf(all));
    }
    for (Agreement.Bought item : purchase.items()) {
      if (counting.stream().noneMatch(agreement -> agreement.allows(item))) {
        throw new PriceNotAgreed(item);
      }
    }
  }

  private static String namesOf(List<Agreement> all) {
    return all.isEmpty()
        ? "-"
        : all.stream()
            .map(
                agreement ->
                    agreement.unit().path()
                        + " "
                        + agreement.firstDay()
                        + "/"
                        + (agreement.lastDay() == null ? "" : agreement.lastDay()))
            .collect(Collectors.joining(", "));
  }

  /** The oldest first. */
  Flux<Agreement> of(UUID vendorId) {
    return database
        .sql(SELECT + " where vendor_id = :vendorId order by first_day, id limit 500")
        .bind("vendorId", vendorId)
        .map(this::read)
        .all();
  }

  /** Fails with {@link AgreementNotFound}. */
  Mono<Agreement> lock(UUID vendorId, UUID id) {
    return database
        .sql(SELECT + " where id = :id and vendor_id = :vendorId for update")
        .bind("id", id)
        .bind("vendorId", vendorId)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(AgreementNotFound::new));
  }

  Mono<Void> insert(Agreement agreement) {
    var statement =
        database
            .sql(
                """
                insert into vendor_agreement
                  (id, vendor_id, unit, first_day, last_day, categories, prices, changed_by)
                values (:id, :vendorId, :unit::ltree, :firstDay, :lastDay, :categories,
                        :prices::jsonb, :changedBy)
                """)
            .bind("id", agreement.id())
            .bind("vendorId", agreement.vendorId())
            .bind("unit", agreement.unit().path())
            .bind("firstDay", agreement.firstDay())
            .bind("categories", agreement.categories().toArray(String[]::new))
            .bind("prices", json.writeValueAsString(agreement.prices()))
            .bind("changedBy", agreement.changedBy());
    return bind(statement, "lastDay", agreement.lastDay()).then();
  }

  private static DatabaseClient.GenericExecuteSpec bind(
      DatabaseClient.GenericExecuteSpec statement, String name, @Nullable LocalDate value) {
    return value == null ? statement.bindNull(name, LocalDate.class) : statement.bind(name, value);
  }

  Mono<Void> end(UUID id, LocalDate lastDay, String changedBy) {
    return database
        .sql(
            """
            update vendor_agreement
               set last_day = :lastDay, changed_by = :changedBy, changed_at = now(),
                   version = version + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("lastDay", lastDay)
        .bind("changedBy", changedBy)
        .then();
  }

  private Agreement read(Readable row) {
    return new Agreement(
        row.get("id", UUID.class),
        row.get("vendor_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("first_day", LocalDate.class),
        row.get("last_day", LocalDate.class),
        List.of(row.get("categories", String[].class)),
        List.of(json.readValue(row.get("prices", String.class), Agreement.Price[].class)),
        row.get("changed_by", String.class),
        row.get("version", Long.class));
  }
}
