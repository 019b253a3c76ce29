package org.retzef.basket.basket;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of enrolments, of families that move, are merged or are erased. */
@Component
class FamilyEventsListener {

  private static final String NAME = "basket.baskets";

  private final InboxConsumer handlers;

  FamilyEventsListener(
      Inbox inbox,
      BasketOpening opening,
      Baskets baskets,
      MergedFamilies mergedFamilies,
      FreeTexts texts) {
    handlers =
        inbox
            .consumer(NAME)
            .on(
                "org.retzef.family.enrolled.v1",
                EnrolledFamily.class,
                (event, family) -> opening.open(family))
            .on(
                "org.retzef.family.transferred.v1",
                TransferredFamily.class,
                (event, family) -> baskets.move(family))
            .on(
                "org.retzef.family.erased.v1",
                ErasedFamily.class,
                (event, family) -> texts.blank(family))
            .on(
                "org.retzef.family.merged.v1",
                MergedFamily.class,
                (event, merged) -> mergedFamilies.take(merged))
            .ignore(
                "org.retzef.family.registered.v1",
                "org.retzef.enrolment.ended.v1",
                "org.retzef.member.joined.v1",
                "org.retzef.member.left.v1",
                "org.retzef.assessment.recorded.v1",
                "org.retzef.plan.approved.v1",
                "org.retzef.contact.logged.v1",
                "org.retzef.contact.corrected.v1",
                "org.retzef.referral.sent.v1",
                "org.retzef.referral.answered.v1",
                "org.retzef.consent.changed.v1",
                "org.retzef.service-user.joined.v1",
                "org.retzef.service-user.left.v1",
                "org.retzef.questionnaire.answered.v1");
  }

  @KafkaListener(id = NAME, topics = "retzef.family.events")
  void on(ConsumerRecord<String, byte[]> record) {
    handlers.handle(record);
  }
}
