package org.retzef.basket.receipt;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears of deliveries, among all that this service tells; half a second later is soon enough to ask
 * a family, and many events are taken in for little more than one.
 */
@Component
class BasketEventsListener {

  private static final String NAME = "basket.receipts";

  private final InboxConsumer handlers;

  BasketEventsListener(Inbox inbox, ReceiptAsking asking) {
    handlers =
        inbox
            .consumer(NAME)
            .on(
                "org.retzef.delivery.confirmed.v1",
                ReceiptAsking.DeliveryConfirmed.class,
                (event, delivery) -> asking.prepare(delivery))
            .ignore(
                "org.retzef.budget.loaded.v1",
                "org.retzef.envelope.loaded.v1",
                "org.retzef.basket.opened.v1",
                "org.retzef.basket.adjusted.v1",
                "org.retzef.request.submitted.v1",
                "org.retzef.request.decided.v1",
                "org.retzef.voucher.issued.v1",
                "org.retzef.voucher.signed.v1",
                "org.retzef.voucher.expired.v1",
                "org.retzef.receipt.asked.v1",
                "org.retzef.receipt.answered.v1",
                "org.retzef.receipt.overridden.v1",
                "org.retzef.payment.recorded.v1",
                "org.retzef.payment.reversed.v1",
                "org.retzef.donation.distributed.v1",
                "org.retzef.distribution.reversed.v1",
                "org.retzef.loan.granted.v1",
                "org.retzef.service-plan.approved.v1");
  }

  @KafkaListener(
      id = NAME,
      topics = "retzef.basket.events",
      batch = "true",
      properties = {"fetch.min.bytes=65536", "fetch.max.wait.ms=500"})
  void on(List<ConsumerRecord<String, byte[]>> records) {
    handlers.handleAll(records);
  }
}
