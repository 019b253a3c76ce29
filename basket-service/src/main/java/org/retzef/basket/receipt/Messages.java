package org.retzef.basket.receipt;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What the SMS centre calls the parts of our messages, and what it has told of them. */
@Repository
class Messages {

  private final DatabaseClient database;

  Messages(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> insert(UUID receiptId, List<String> messageIds) {
    return database
        .sql(
            """
            insert into receipt_message (message_id, receipt_id)
            select message_id, :receiptId from unnest(:messageIds::text[]) as sent (message_id)
            on conflict (message_id) do update set receipt_id = excluded.receipt_id
            """)
        .bind("receiptId", receiptId)
        .bind("messageIds", messageIds.toArray(String[]::new))
        .then();
  }

  /**
   * Keeps what became of a part; the first word stands.
   *
   * @return the receipt, if it is known already whose message it is
   */
  Mono<UUID> keepOutcome(String messageId, boolean delivered) {
    return database
        .sql(
            """
            insert into receipt_message as known (message_id, outcome)
            values (:messageId, :outcome)
            on conflict (message_id) do update set outcome = coalesce(known.outcome, excluded.outcome)
            returning receipt_id
            """)
        .bind("messageId", messageId)
        .bind("outcome", delivered ? "DELIVERED" : "FAILED")
        .map(row -> Optional.ofNullable(row.get("receipt_id", UUID.class)))
        .one()
        .flatMap(Mono::justOrEmpty);
  }

  /** What became of a whole message. To be asked while its receipt is locked. */
  Mono<Outcome> outcomeOf(UUID receiptId) {
    return database
        .sql(
            """
            select count(*) filter (where outcome = 'FAILED') as failed,
                   count(*) filter (where outcome is null) as open
              from receipt_message where receipt_id = :receiptId
            """)
        .bind("receiptId", receiptId)
        .map(
            row ->
                Outcome.of(
                    Objects.requireNonNull(row.get("failed", Long.class)),
                    Objects.requireNonNull(row.get("open", Long.class))))
        .one();
  }

  enum Outcome {
    ON_ITS_WAY,
    DELIVERED,
    FAILED;

    /** A text of which one part is lost cannot be read. */
    private static Outcome of(long failed, long open) {
      return failed > 0 ? FAILED : open > 0 ? ON_ITS_WAY : DELIVERED;
    }
  }

  /** Reports of messages that were never known as ours: sent by a copy that died over them. */
  Mono<Long> forgetStrange() {
    return database
        .sql(
            "delete from receipt_message where receipt_id is null and told_at < now() - interval '7 days'")
        .fetch()
        .rowsUpdated();
  }
}
