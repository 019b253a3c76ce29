package org.retzef.basket.receipt;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.retzef.basket.basket.ConflictOfInterest;
import org.retzef.basket.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Overrides in the database. A receipt's row is their lock. */
@Repository
class Overrides {

  private static final String SELECT =
      """
      select id, receipt_id, outcome, amount, reason_code, proposed_by, proposed_at, answer
        from receipt_override
      """;

  private final DatabaseClient database;

  Overrides(DatabaseClient database) {
    this.database = database;
  }

  /** The newest; fails with {@link OverrideNotFound}. */
  Mono<ReceiptOverride> lastOf(UUID receiptId) {
    return one(SELECT + " where receipt_id = :id order by id desc limit 1", receiptId);
  }

  /** The one that waits for a second person; fails with {@link OverrideNotFound}. */
  Mono<ReceiptOverride> openOf(UUID receiptId) {
    return one(SELECT + " where receipt_id = :id and answer is null", receiptId);
  }

  /** Whether two people have said what came. To be asked while the receipt is locked. */
  Mono<Boolean> isConfirmed(UUID receiptId) {
    return database
        .sql(
            """
            select exists (select from receipt_override
                            where receipt_id = :id and answer = 'CONFIRMED') as confirmed
            """)
        .bind("id", receiptId)
        .map(row -> Objects.requireNonNull(row.get("confirmed", Boolean.class)))
        .one();
  }

  private Mono<ReceiptOverride> one(String sql, UUID receiptId) {
    return database
        .sql(sql)
        .bind("id", receiptId)
        .map(Overrides::read)
        .one()
        .switchIfEmpty(Mono.error(OverrideNotFound::new));
  }

  /** Fails with {@link OverrideExists} and {@link ConflictOfInterest}. */
  Mono<Void> insert(ReceiptOverride override) {
    Money amount = override.amount();
    var statement =
        database
            .sql(
                """
                insert into receipt_override
                  (id, receipt_id, outcome, amount, reason_code, proposed_by, proposed_at)
                select :id, :receiptId, :outcome, :amount, :reasonCode, :proposedBy, :proposedAt
                 where not exists (select from receipt_override where receipt_id = :receiptId
                                      and (answer is null or answer = 'CONFIRMED'))
                """)
            .bind("id", override.id())
            .bind("receiptId", override.receiptId())
            .bind("outcome", override.outcome().name())
            .bind("reasonCode", override.reasonCode().name())
            .bind("proposedBy", override.proposedBy())
            .bind("proposedAt", override.proposedAt());
    return (amount == null
            ? statement.bindNull("amount", Long.class)
            : statement.bind("amount", amount.agorot()))
        .fetch()
        .rowsUpdated()
        .onErrorMap(ConflictOfInterest::orOther)
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(OverrideExists::new))
        .then();
  }

  /** Fails with {@link ConflictOfInterest}. */
  Mono<Void> answer(UUID id, ReceiptOverride.Answer answer, String answeredBy) {
    return database
        .sql(
            """
            update receipt_override
               set answer = :answer, answered_by = :answeredBy, answered_at = now()
             where id = :id
            """)
        .bind("id", id)
        .bind("answer", answer.name())
        .bind("answeredBy", answeredBy)
        .then()
        .onErrorMap(ConflictOfInterest::orOther);
  }

  private static ReceiptOverride read(Readable row) {
    Long amount = row.get("amount", Long.class);
    String answer = row.get("answer", String.class);
    return new ReceiptOverride(
        row.get("id", UUID.class),
        row.get("receipt_id", UUID.class),
        ReceiptOverride.Outcome.valueOf(row.get("outcome", String.class)),
        amount == null ? null : new Money(amount),
        ReceiptOverride.Reason.valueOf(row.get("reason_code", String.class)),
        row.get("proposed_by", String.class),
        row.get("proposed_at", Instant.class),
        answer == null ? null : ReceiptOverride.Answer.valueOf(answer));
  }
}
