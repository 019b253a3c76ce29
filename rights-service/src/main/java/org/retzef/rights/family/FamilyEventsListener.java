package org.retzef.rights.family;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what happens to families. */
@Component
class FamilyEventsListener {

  private static final String NAME = "rights.families";

  private final InboxConsumer handlers;

  FamilyEventsListener(Inbox inbox, FamilyCopies copies) {
    handlers =
        inbox
            .consumer(NAME)
            .on(
                "org.retzef.family.registered.v1",
                Registered.class,
                (event, family) ->
                    copies.register(
                        family.familyId(),
                        family.unit(),
                        family.preferredLanguage(),
                        family.members(),
                        family.minors()))
            .on(
                "org.retzef.family.transferred.v1",
                Transferred.class,
                (event, family) -> copies.transfer(family.familyId(), family.unit()))
            .on(
                "org.retzef.family.enrolled.v1",
                OfFamily.class,
                (event, family) -> copies.enrol(family.familyId()))
            .on(
                "org.retzef.member.joined.v1",
                Counted.class,
                (event, family) ->
                    copies.count(family.familyId(), family.members(), family.minors()))
            .on(
                "org.retzef.member.left.v1",
                Counted.class,
                (event, family) ->
                    copies.count(family.familyId(), family.members(), family.minors()))
            .on(
                "org.retzef.family.erased.v1",
                OfFamily.class,
                (event, family) -> copies.erase(family.familyId()))
            .on(
                "org.retzef.family.merged.v1",
                Merged.class,
                (event, merger) -> merger.undone() ? copies.part(merger) : copies.join(merger))
            .ignore(
                "org.retzef.enrolment.ended.v1",
                "org.retzef.contact.corrected.v1",
                "org.retzef.assessment.recorded.v1",
                "org.retzef.plan.approved.v1",
                "org.retzef.contact.logged.v1",
                "org.retzef.referral.sent.v1",
                "org.retzef.referral.answered.v1",
                "org.retzef.conflict-of-interest.changed.v1",
                "org.retzef.consent.changed.v1",
                "org.retzef.service-user.joined.v1",
                "org.retzef.service-user.left.v1",
                "org.retzef.activity.recorded.v1",
                "org.retzef.questionnaire.answered.v1");
  }

  /** Where many come at once, as after an import, they share transactions. */
  @KafkaListener(id = NAME, topics = "retzef.family.events", batch = "true")
  void on(List<ConsumerRecord<String, byte[]>> records) {
    handlers.handleAll(records);
  }

  record OfFamily(UUID familyId) {}

  record Registered(
      UUID familyId, UnitPath unit, String preferredLanguage, int members, int minors) {}

  record Transferred(UUID familyId, UnitPath unit) {}

  record Merged(
      UUID familyId, UUID mergedFamilyId, UnitPath unit, UnitPath mergedUnit, boolean undone) {}

  record Counted(UUID familyId, int members, int minors) {}
}
