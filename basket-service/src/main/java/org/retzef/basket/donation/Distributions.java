package org.retzef.basket.donation;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What of donations families got, and what of it was undone, in the database. */
@Repository
class Distributions {

  private static final String SELECT =
      """
      select id, donation_id, family_id, unit::text as unit, quantity, amount, distributed_on,
             recorded_by, reason_code, reversed_by, reversed_on
        from donation_distribution
        left join donation_distribution_reversal on distribution_id = id
       where donation_id = :donationId and unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;

  Distributions(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Fails with {@link ConflictOfInterest}.
   *
   * @param givenTo the family that was named, which may be part of another now
   */
  Mono<Void> insert(Distribution distribution, UUID givenTo, @Nullable String rowKey) {
    GenericExecuteSpec statement =
        database
            .sql(
                """
                insert into donation_distribution (id, donation_id, given_to, family_id, unit,
                                                   quantity, amount, distributed_on, row_key,
                                                   recorded_by)
                values (:id, :donationId, :givenTo, :familyId, :unit::ltree, :quantity, :amount,
                        :distributedOn, :rowKey, :recordedBy)
                """)
            .bind("id", distribution.id())
            .bind("donationId", distribution.donationId())
            .bind("givenTo", givenTo)
            .bind("familyId", distribution.familyId())
            .bind("unit", distribution.unit().path())
            .bind("distributedOn", distribution.distributedOn())
            .bind("recordedBy", distribution.recordedBy());
    statement = bind(statement, "quantity", distribution.quantity());
    statement =
        bind(
            statement,
            "amount",
            distribution.amount() == null ? null : distribution.money().agorot());
    statement =
        rowKey == null
            ? statement.bindNull("rowKey", String.class)
            : statement.bind("rowKey", rowKey);
    return statement.then().onErrorMap(ConflictOfInterest::orOther);
  }

  Mono<Boolean> isKnown(UUID donationId, String rowKey) {
    return database
        .sql(
            """
            select exists (select from donation_distribution
                            where donation_id = :id and row_key = :rowKey) as known
            """)
        .bind("id", donationId)
        .bind("rowKey", rowKey)
        .map(row -> row.get("known", Boolean.class))
        .one();
  }

  /** Of a family that the caller sees; fails with {@link DistributionNotFound}. */
  Mono<Distribution> find(Caller caller, UUID donationId, UUID id) {
    return database
        .sql(SELECT + " and id = :id")
        .bind("donationId", donationId)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Distributions::read)
        .one()
        .switchIfEmpty(Mono.error(DistributionNotFound::new));
  }

  /** Of families that the caller sees. */
  Mono<Page<Distribution>> list(Caller caller, UUID donationId, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("donationId", donationId)
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Distributions::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, distribution -> distribution.id().toString()));
  }

  /**
   * The database itself refuses the same person, and a second time; fails with {@link
   * ConflictOfInterest}.
   */
  Mono<Void> reverse(Distribution undone) {
    return database
        .sql(
            """
            insert into donation_distribution_reversal (distribution_id, reason_code, reversed_by,
                                                        reversed_on)
            values (:id, :reason, :reversedBy, :reversedOn)
            """)
        .bind("id", undone.id())
        .bind("reason", Objects.requireNonNull(undone.reasonCode()).name())
        .bind("reversedBy", Objects.requireNonNull(undone.reversedBy()))
        .bind("reversedOn", Objects.requireNonNull(undone.reversedOn()))
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  private static GenericExecuteSpec bind(
      GenericExecuteSpec statement, String name, @Nullable Long value) {
    return value == null ? statement.bindNull(name, Long.class) : statement.bind(name, value);
  }

  private static Distribution read(Readable row) {
    Long amount = row.get("amount", Long.class);
    String reason = row.get("reason_code", String.class);
    return new Distribution(
        row.get("id", UUID.class),
        row.get("donation_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("quantity", Long.class),
        amount == null ? null : new Money(amount),
        row.get("distributed_on", LocalDate.class),
        row.get("recorded_by", String.class),
        reason == null ? null : Distribution.Reason.valueOf(reason),
        row.get("reversed_by", String.class),
        row.get("reversed_on", LocalDate.class));
  }
}
