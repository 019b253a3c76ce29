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

  /**
   * @param message 0 for the first one, 1 for the reminder
   * @return whether the centre was faster, and has told of a part already
   */
  Mono<Boolean> insert(UUID receiptId, int message, List<String> messageIds) {
    return database
        .sql(
            """
            insert into receipt_message (message_id, receipt_id, message)
            select distinct message_id, :receiptId::uuid, :message::integer
              from unnest(:messageIds::text[]) as sent (message_id)
            on conflict (message_id) do update
               set receipt_id = excluded.receipt_id, message = excluded.message
            returning outcome is not null as told
            """)
        .bind("message", message)
        .bind("receiptId", receiptId)
        .bind("messageIds", messageIds.toArray(String[]::new))
        .map(row -> Objects.requireNonNull(row.get("told", Boolean.class)))
        .all()
        .reduce(false, Boolean::logicalOr);
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

  /**
   * What became of a receipt's messages: one that has all its parts at the phone is enough. To be
   * asked while the receipt is locked.
   */
  Mono<Outcome> outcomeOf(UUID receiptId) {
    return database
        .sql(
            """
            select count(*) filter (where all_came) as came,
                   count(*) filter (where not all_came and not some_failed) as open
              from (select bool_and(outcome is not distinct from 'DELIVERED') as all_came,
                           bool_or(outcome is not distinct from 'FAILED') as some_failed
                      from receipt_message where receipt_id = :receiptId
                     group by message) as one
            """)
        .bind("receiptId", receiptId)
        .map(
            row ->
                Outcome.of(
                    Objects.requireNonNull(row.get("came", Long.class)),
                    Objects.requireNonNull(row.get("open", Long.class))))
        .one();
  }

  enum Outcome {
    ON_ITS_WAY,
    DELIVERED,
    FAILED;

    /** A text of which one part is lost cannot be read. */
    private static Outcome of(long came, long open) {
      return came > 0 ? DELIVERED : open > 0 ? ON_ITS_WAY : FAILED;
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
