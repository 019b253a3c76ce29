package org.retzef.basket.vendor;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.UUID;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Vendors in the database; they serve the whole country. */
@Repository
public class Vendors {

  private final DatabaseClient database;

  Vendors(DatabaseClient database) {
    this.database = database;
  }

  /** Those of these ids that there are. */
  public Flux<Vendor> of(Collection<UUID> ids) {
    return database
        .sql("select id, code, name from vendor where id = any(:ids::uuid[])")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(Vendors::read)
        .all();
  }

  Mono<Vendor> find(UUID id) {
    return of(java.util.List.of(id)).singleOrEmpty().switchIfEmpty(Mono.error(VendorNotFound::new));
  }

  Mono<Page<Vendor>> list(PageRequest page) {
    return database
        .sql("select id, code, name from vendor where id > :after order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Vendors::read)
        .all()
        .collectList()
        .map(vendors -> Page.of(vendors, page, vendor -> vendor.id().toString()));
  }

  /** Fails with {@link VendorExists}. */
  Mono<Void> insert(Vendor vendor) {
    return database
        .sql(
            """
            insert into vendor (id, code, name) values (:id, :code, :name)
            on conflict (code) do nothing
            """)
        .bind("id", vendor.id())
        .bind("code", vendor.code())
        .bind("name", vendor.name())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(VendorExists::new))
        .then();
  }

  private static Vendor read(Readable row) {
    return new Vendor(
        row.get("id", UUID.class), row.get("code", String.class), row.get("name", String.class));
  }
}
