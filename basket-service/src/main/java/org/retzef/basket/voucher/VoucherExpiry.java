package org.retzef.basket.voucher;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.basket.money.Money;
import org.retzef.basket.request.RequestStep;
import org.retzef.basket.request.RequestSteps;
import org.retzef.basket.voucher.DeliveryParts.Part;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends vouchers whose last day is over: one on which nothing was delivered expires and frees its
 * money; of one that was delivered in part, nothing more is to come, and the family is asked.
 */
@Component
class VoucherExpiry {

  private static final int AT_ONCE = 100;

  private final DatabaseClient database;
  private final Vouchers vouchers;
  private final DeliveryParts parts;
  private final VoucherDelivery delivery;
  private final RequestSteps steps;
  private final Outbox outbox;
  private final Commands commands;
  private final Clock clock;

  VoucherExpiry(
      DatabaseClient database,
      Vouchers vouchers,
      DeliveryParts parts,
      VoucherDelivery delivery,
      RequestSteps steps,
      Outbox outbox,
      Commands commands,
      Clock clock) {
    this.database = database;
    this.vouchers = vouchers;
    this.parts = parts;
    this.delivery = delivery;
    this.steps = steps;
    this.outbox = outbox;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT10M")
  void expire() {
    expireAll().block();
  }

  /** In portions, each in its own transaction. */
  Mono<Long> expireAll() {
    return commands
        .run(this::expireSome)
        .repeat()
        .takeUntil(expired -> expired < AT_ONCE)
        .reduce(Long::sum);
  }

  private Mono<Long> expireSome() {
    LocalDate today = LocalDate.now(clock);
    return database
        .sql(
            """
            select voucher.id
              from voucher
              join basket_request request on request.id = request_id and status = 'ORDERED'
             where valid_until < :today and delivered_on is null
             order by valid_until
             limit :atOnce
               for update of request skip locked
            """)
        .bind("today", today)
        .bind("atOnce", AT_ONCE)
        .map(row -> row.get("id", UUID.class))
        .all()
        .collectList()
        .flatMapIterable(ids -> ids)
        .concatMap(id -> vouchers.find(id).flatMap(voucher -> expire(voucher, today)))
        .count();
  }

  private Mono<UUID> expire(Voucher voucher, LocalDate today) {
    boolean nothingCame = voucher.totals().delivered().equals(Money.ZERO);
    return nothingCame ? free(voucher, today) : closeWithWhatCame(voucher);
  }

  private Mono<UUID> closeWithWhatCame(Voucher voucher) {
    return parts
        .lastDayOf(voucher.id())
        .flatMap(day -> delivery.close(RequestSteps.TIME, List.of(Part.none(voucher, day))))
        .thenReturn(voucher.id());
  }

  private Mono<UUID> free(Voucher voucher, LocalDate today) {
    return steps
        .take(voucher.requestId(), RequestStep.EXPIRE, RequestSteps.TIME)
        .delayUntil(moved -> outbox.append(VoucherEvent.Expired.of(voucher, today)))
        .delayUntil(steps::settle)
        .delayUntil(moved -> vouchers.touch(voucher.id()))
        .thenReturn(voucher.id());
  }
}
