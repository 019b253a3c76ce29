package org.retzef.basket.basket;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Hears of families: who belongs to them, of the staff too, where they are enrolled and move to,
 * that two are one, and that one is erased.
 */
@Component
class FamilyEventsListener {

  private static final String NAME = "basket.baskets";

  private final InboxConsumer handlers;

  FamilyEventsListener(
      Inbox inbox,
      BasketOpening opening,
      BasketAdjustment adjustment,
      Baskets baskets,
      KnownFamilies families,
      MergedFamilies mergedFamilies,
      FreeTexts texts) {
    handlers =
        inbox
            .consumer(NAME)
            .on(
                "org.retzef.family.enrolled.v1",
                EnrolledFamily.class,
                (event, family) ->
                    opening.open(family).then(adjustment.endIfToldBefore(family.enrolmentId())))
            .on(
                "org.retzef.family.transferred.v1",
                TransferredFamily.class,
                (event, family) -> baskets.move(family).then(families.remember(family)))
            .on(
                "org.retzef.family.erased.v1",
                ErasedFamily.class,
                (event, family) -> texts.blank(family))
            .on(
                "org.retzef.family.merged.v1",
                MergedFamily.class,
                (event, merged) -> mergedFamilies.take(merged))
            .on(
                "org.retzef.conflict-of-interest.changed.v1",
                ChangedConflict.class,
                (event, conflict) -> mergedFamilies.take(conflict))
            .on(
                "org.retzef.enrolment.ended.v1",
                EndedEnrolment.class,
                (event, enrolment) -> adjustment.end(enrolment))
            .on(
                "org.retzef.family.registered.v1",
                KnownFamilies.Registered.class,
                (event, family) -> families.remember(family))
            .on(
                "org.retzef.member.joined.v1",
                ChangedFamily.class,
                (event, family) -> adjustment.followJoining(family.member(), family.joinedOn()))
            .on(
                "org.retzef.member.left.v1",
                ChangedFamily.class,
                (event, family) -> adjustment.followLeaving(family.member(), family.leftOn()))
            .ignore(
                "org.retzef.assessment.recorded.v1",
                "org.retzef.plan.approved.v1",
                "org.retzef.contact.logged.v1",
                "org.retzef.contact.corrected.v1",
                "org.retzef.referral.sent.v1",
                "org.retzef.referral.answered.v1",
                "org.retzef.consent.changed.v1",
                "org.retzef.service-user.joined.v1",
                "org.retzef.service-user.left.v1",
                "org.retzef.activity.recorded.v1",
                "org.retzef.questionnaire.answered.v1");
  }

  /** Somebody joined or left it. */
  private record ChangedFamily(
      UUID familyId, UUID memberId, @Nullable LocalDate joinedOn, @Nullable LocalDate leftOn) {

    BasketChanges.Member member() {
      return new BasketChanges.Member(familyId, memberId);
    }
  }

  /** Where many come at once, as after an import, they share transactions. */
  @KafkaListener(id = NAME, topics = "retzef.family.events", batch = "true")
  void on(List<ConsumerRecord<String, byte[]>> records) {
    handlers.handleAll(records);
  }
}
