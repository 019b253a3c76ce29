package org.retzef.basket.donation;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Donations in the database. */
@Repository
class Donations {

  private static final String SELECT =
      """
      select id, donor, kind, quantity, distributed, amount, amount_distributed, value, received_on,
             version_of(donation::text) as version
        from donation
      """;

  private final DatabaseClient database;

  Donations(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(Donation donation, String recordedBy) {
    GenericExecuteSpec statement =
        database
            .sql(
                """
                insert into donation (id, donor, kind, quantity, amount, value, received_on,
                                      recorded_by)
                values (:id, :donor, :kind, :quantity, :amount, :value, :receivedOn, :recordedBy)
                """)
            .bind("id", donation.id())
            .bind("donor", donation.donor())
            .bind("kind", donation.kind().name())
            .bind("receivedOn", donation.receivedOn())
            .bind("recordedBy", recordedBy);
    statement = bind(statement, "quantity", donation.quantity());
    statement = bind(statement, "amount", agorot(donation.amount()));
    return bind(statement, "value", agorot(donation.value())).then();
  }

  Mono<Donation> find(UUID id) {
    return database
        .sql(SELECT + " where id = :id")
        .bind("id", id)
        .map(Donations::read)
        .one()
        .switchIfEmpty(Mono.error(DonationNotFound::new));
  }

  /** As it is until the command ends; fails with {@link DonationNotFound}. */
  Mono<Donation> lock(UUID id) {
    return database
        .sql(SELECT + " where id = :id for no key update")
        .bind("id", id)
        .map(Donations::read)
        .one()
        .switchIfEmpty(Mono.error(DonationNotFound::new));
  }

  Mono<Page<Donation>> list(PageRequest page) {
    return database
        .sql(SELECT + " where id > :after order by id limit :limit")
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Donations::read)
        .all()
        .collectList()
        .map(donations -> Page.of(donations, page, donation -> donation.id().toString()));
  }

  /**
   * Takes so many things, or so much, of a donation, if it has as many left, and answers it as it
   * is then; else fails with {@link DonationExhausted}. One statement: nobody comes between.
   */
  Mono<Donation> take(UUID id, long quantity, Money amount) {
    return database
        .sql(
            """
            update donation
               set distributed = distributed + :quantity,
                   amount_distributed = amount_distributed + :amount
             where id = :id
               and distributed + :quantity <= coalesce(quantity, 0)
               and amount_distributed + :amount <= coalesce(amount, 0)
            returning id, donor, kind, quantity, distributed, amount, amount_distributed, value,
                      received_on, version_of(donation::text) as version
            """)
        .bind("id", id)
        .bind("quantity", quantity)
        .bind("amount", amount.agorot())
        .map(Donations::read)
        .one()
        .switchIfEmpty(Mono.error(DonationExhausted::new));
  }

  /** Undoes {@link #take} of this; answers the donation as it is then. */
  Mono<Donation> giveBack(Distribution given) {
    return database
        .sql(
            """
            update donation
               set distributed = distributed - :quantity,
                   amount_distributed = amount_distributed - :amount
             where id = :id
            returning id, donor, kind, quantity, distributed, amount, amount_distributed, value,
                      received_on, version_of(donation::text) as version
            """)
        .bind("id", given.donationId())
        .bind("quantity", given.things())
        .bind("amount", given.money().agorot())
        .map(Donations::read)
        .one();
  }

  private static GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable Long value) {
    return value == null ? statement.bindNull(name, Long.class) : statement.bind(name, value);
  }

  private static @Nullable Long agorot(@Nullable Money amount) {
    return amount == null ? null : amount.agorot();
  }

  private static @Nullable Money money(Readable row, String column) {
    Long agorot = row.get(column, Long.class);
    return agorot == null ? null : new Money(agorot);
  }

  private static Donation read(Readable row) {
    Long quantity = row.get("quantity", Long.class);
    Money amount = money(row, "amount");
    return new Donation(
        row.get("id", UUID.class),
        row.get("donor", String.class),
        Donation.Kind.valueOf(row.get("kind", String.class)),
        quantity,
        quantity == null ? null : row.get("distributed", Long.class),
        amount,
        amount == null ? null : money(row, "amount_distributed"),
        money(row, "value"),
        row.get("received_on", LocalDate.class),
        row.get("version", Long.class));
  }
}
