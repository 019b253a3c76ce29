package org.retzef.basket.receipt;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Receipts in the database. */
@Repository
class Receipts {

  private static final String COLUMNS =
      """
      select id, voucher_id, request_id, basket_id, family_id, unit::text as unit, categories,
             status, language, sent_at, answered_at, answered_by, expires_at, version
        from receipt
      """;

  private final DatabaseClient database;
  private final Clock clock;

  Receipts(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Of the family and department whose its basket is by now, whatever was told of the delivery. */
  Mono<Void> insert(Receipt receipt, ReceiptToken token, Instant now) {
    return database
        .sql(
            """
            insert into receipt
              (id, voucher_id, request_id, basket_id, family_id, unit, categories, status,
               token_hash, created_at, expires_at)
            select :id, :voucherId, :requestId, basket.id, family_id, unit, :categories,
                   :status, decode(:tokenHash, 'hex'), :now, :expiresAt
              from basket where basket.id = :basketId for share
            """)
        .bind("id", receipt.id())
        .bind("voucherId", receipt.voucherId())
        .bind("requestId", receipt.requestId())
        .bind("basketId", receipt.basketId())
        .bind("categories", receipt.categories().toArray(String[]::new))
        .bind("status", receipt.status().name())
        .bind("tokenHash", token.hash())
        .bind("now", now)
        .bind("expiresAt", receipt.expiresAt())
        .then();
  }

  /** Fails with {@link ReceiptNotFound}. */
  Mono<Receipt> find(ReceiptToken token) {
    return one(COLUMNS + " where token_hash = decode(:token, 'hex')", "token", token.hash());
  }

  /** As {@link #find}, and nobody else changes it until this transaction ends. */
  Mono<Receipt> lock(ReceiptToken token) {
    return one(
        COLUMNS + " where token_hash = decode(:token, 'hex') for update", "token", token.hash());
  }

  Mono<Receipt> lock(UUID id) {
    return one(COLUMNS + " where id = :id for update", "id", id);
  }

  /** The receipt of the last message that this phone got, which is what a reply speaks of. */
  Mono<Receipt> lockLastOf(String phoneMark) {
    return one(
        COLUMNS
            + """
               where phone_mark = decode(:phone, 'hex')
               order by coalesce(reminded_at, sent_at) desc, id desc limit 1 for update
              """,
        "phone",
        phoneMark);
  }

  private Mono<Receipt> one(String sql, String key, Object value) {
    return database
        .sql(sql)
        .bind(key, value)
        .map(Receipts::read)
        .one()
        .switchIfEmpty(Mono.error(ReceiptNotFound::new));
  }

  /**
   * Takes on some of what is to be sent, for two minutes: who dies over it leaves it to another.
   */
  Flux<Due> takeOn(int atMost) {
    return database
        .sql(
            """
            update receipt
               set attempts = attempts + 1, next_attempt_at = now() + interval '2 minutes'
             where id in (
               select id from receipt
                where (status = 'TO_SEND' or remind)
                  and next_attempt_at <= now() and expires_at > :now
                order by next_attempt_at
                limit :atMost
                for update skip locked)
            returning id, voucher_id, family_id, attempts,
                      case when status = 'TO_SEND' then 0 else reminders + 1 end as message,
                      encode(token_hash, 'hex') as token_hash
            """)
        .bind("atMost", atMost)
        .bind("now", clock.instant())
        .map(
            row ->
                new Due(
                    row.get("id", UUID.class),
                    row.get("voucher_id", UUID.class),
                    row.get("family_id", UUID.class),
                    row.get("attempts", Integer.class),
                    row.get("message", Integer.class),
                    row.get("token_hash", String.class)))
        .all();
  }

  /**
   * A message to be sent.
   *
   * @param attempts with this one
   * @param message 0 for the first one, 1 for the reminder
   */
  record Due(UUID id, UUID voucherId, UUID familyId, int attempts, int message, String tokenHash) {

    /** Whether a link with this token will find the receipt. */
    boolean isOpenedBy(ReceiptToken token) {
      return token.hash().equals(tokenHash);
    }
  }

  Mono<Void> tryAgainAt(UUID id, Instant time, String failure) {
    return database
        .sql("update receipt set next_attempt_at = :time, failure = :failure where id = :id")
        .bind("id", id)
        .bind("time", time)
        .bind("failure", failure)
        .then();
  }

  Mono<Void> saveSent(UUID id, ReceiptStatus status, Language language, String mark, Instant now) {
    return database
        .sql(
            """
            update receipt
               set status = :status, language = :language, phone_mark = decode(:mark, 'hex'),
                   sent_at = coalesce(sent_at, :now), failure = null
             where id = :id
            """)
        .bind("id", id)
        .bind("status", status.name())
        .bind("language", language.code())
        .bind("mark", mark)
        .bind("now", now)
        .then();
  }

  /** The reminder is with the centre. */
  Mono<Void> saveReminded(UUID id, String mark, Instant now) {
    return database
        .sql(
            """
            update receipt
               set remind = false, reminders = reminders + 1, reminded_at = :now,
                   phone_mark = decode(:mark, 'hex'), failure = null
             where id = :id
            """)
        .bind("id", id)
        .bind("mark", mark)
        .bind("now", now)
        .then();
  }

  /** What waits to be sent is not sent any more. */
  Mono<Void> dropQueuedReminder(UUID id) {
    return database
        .sql("update receipt set remind = false where id = :id and remind")
        .bind("id", id)
        .then();
  }

  /** The reminder will not be sent; what is known of the first message stays. */
  Mono<Void> dropReminder(UUID id) {
    return database
        .sql("update receipt set remind = false, reminders = reminders + 1 where id = :id")
        .bind("id", id)
        .then();
  }

  /** Wants a reminder for what nobody has answered for so long, once. */
  Mono<Long> wantReminders(Instant sentBefore) {
    return database
        .sql(
            """
            update receipt
               set remind = true, attempts = 0, next_attempt_at = now()
             where status in ('SENT', 'DELIVERED') and sent_at < :sentBefore
               and reminders = 0 and not remind and expires_at > :now
            """)
        .bind("sentBefore", sentBefore)
        .bind("now", clock.instant())
        .fetch()
        .rowsUpdated();
  }

  /** What nobody has answered for so long is silent. */
  Mono<Long> callSilent(Instant sentBefore) {
    return database
        .sql(
            """
            update receipt set status = 'SILENT', remind = false
             where status in ('SENT', 'DELIVERED') and sent_at < :sentBefore
            """)
        .bind("sentBefore", sentBefore)
        .fetch()
        .rowsUpdated();
  }

  Mono<Void> saveDelivered(UUID id, Instant now) {
    return database
        .sql("update receipt set status = 'DELIVERED', delivered_at = :now where id = :id")
        .bind("id", id)
        .bind("now", now)
        .then();
  }

  Mono<Void> saveFailed(UUID id, String failure) {
    return database
        .sql("update receipt set status = 'FAILED', failure = :failure where id = :id")
        .bind("id", id)
        .bind("failure", failure)
        .then();
  }

  /** An answer also proves that the message was sent. */
  Mono<Void> saveAnswer(UUID id, ReceiptStatus answer, Receipt.Channel channel, Instant now) {
    return database
        .sql(
            """
            update receipt
               set status = :answer, answered_at = :now, answered_by = :channel, remind = false,
                   sent_at = coalesce(sent_at, :now)
             where id = :id
            """)
        .bind("id", id)
        .bind("answer", answer.name())
        .bind("channel", channel.name())
        .bind("now", now)
        .then();
  }

  /** Something that a receipt shows has changed. */
  Mono<Void> touch(UUID id) {
    return database.sql("update receipt set id = id where id = :id").bind("id", id).then();
  }

  /** What was never sent has failed; what was, and got no answer, has expired. */
  Mono<Long> closeSilent() {
    return database
        .sql(
            """
            update receipt
               set status = case when status = 'TO_SEND' then 'FAILED' else 'EXPIRED' end,
                   failure = case when status = 'TO_SEND' then coalesce(failure, 'centre-unavailable') end
             where status in ('TO_SEND', 'SENT', 'DELIVERED', 'SILENT') and expires_at <= :now
            """)
        .bind("now", clock.instant())
        .fetch()
        .rowsUpdated();
  }

  /** A phone's mark is of no use after the last day on which it may answer. */
  Mono<Long> forgetPhones() {
    return database
        .sql(
            "update receipt set phone_mark = null where phone_mark is not null and expires_at <= :now")
        .bind("now", clock.instant())
        .fetch()
        .rowsUpdated();
  }

  private static Receipt read(Readable row) {
    return new Receipt(
        row.get("id", UUID.class),
        row.get("voucher_id", UUID.class),
        row.get("request_id", UUID.class),
        row.get("basket_id", UUID.class),
        row.get("family_id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        List.of(row.get("categories", String[].class)),
        ReceiptStatus.valueOf(row.get("status", String.class)),
        language(row.get("language", String.class)),
        row.get("sent_at", Instant.class),
        row.get("answered_at", Instant.class),
        channel(row.get("answered_by", String.class)),
        row.get("expires_at", Instant.class),
        row.get("version", Long.class));
  }

  private static @Nullable Language language(@Nullable String code) {
    return code == null ? null : Language.ofCode(code).orElseThrow();
  }

  static Receipt.@Nullable Channel channel(@Nullable String name) {
    return name == null ? null : Receipt.Channel.valueOf(name);
  }
}
