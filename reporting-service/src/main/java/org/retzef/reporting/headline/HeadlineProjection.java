package org.retzef.reporting.headline;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.retzef.platform.inbox.ReceivedEvent;
import org.retzef.reporting.headline.HeadlineEvent.Answered;
import org.retzef.reporting.headline.HeadlineEvent.Asked;
import org.retzef.reporting.headline.HeadlineEvent.Ended;
import org.retzef.reporting.headline.HeadlineEvent.Enrolled;
import org.retzef.reporting.headline.HeadlineEvent.Merged;
import org.retzef.reporting.headline.HeadlineEvent.TrackPlan;
import org.retzef.reporting.headline.HeadlineEvent.Unit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads events as facts: which event makes whom count, from which day to which. */
@Component
class HeadlineProjection {

  static final List<String> TOPICS =
      List.of("retzef.organisation.events", "retzef.family.events", "retzef.basket.events");

  private final Inbox inbox;
  private final Facts facts;
  private final MergedFamilies mergedFamilies;
  private final Plans plans;
  private final Clock clock;

  HeadlineProjection(
      Inbox inbox, Facts facts, MergedFamilies mergedFamilies, Plans plans, Clock clock) {
    this.inbox = inbox;
    this.facts = facts;
    this.mergedFamilies = mergedFamilies;
    this.plans = plans;
    this.clock = clock;
  }

  /** Under which an edition's reader remembers what it has read, here and at the broker. */
  static String name(int edition) {
    return "reporting.headline." + edition;
  }

  /**
   * The reader of one edition. What it takes as meaningless is named; a type that stands nowhere
   * here may change a figure and is kept until somebody has decided.
   */
  InboxConsumer reader(int edition) {
    return inbox
        .consumer(name(edition))
        .on(
            "org.retzef.family.enrolled.v1",
            Enrolled.class,
            (event, data) -> enrolled(edition, data))
        .on("org.retzef.enrolment.ended.v1", Ended.class, (event, data) -> ended(edition, data))
        .on(
            "org.retzef.family.merged.v1",
            Merged.class,
            (event, data) -> mergedFamilies.merged(edition, data))
        .on("org.retzef.unit.changed.v1", Unit.class, (event, data) -> unit(edition, event, data))
        .on(
            "org.retzef.track-plan.published.v1",
            TrackPlan.class,
            (event, data) -> plans.keep(edition, data.plan()))
        .on(
            "org.retzef.receipt.asked.v1",
            Asked.class,
            (event, data) -> count(edition, "receipt_sms_sent", data.receiptId(), data.askedOn()))
        .on(
            "org.retzef.receipt.answered.v1",
            Answered.class,
            (event, data) ->
                data.isYes()
                    ? count(edition, "receipts_confirmed", data.receiptId(), data.answeredOn())
                    : Mono.empty())
        .ignore(
            "org.retzef.operator.assigned.v1",
            "org.retzef.emergency-overlay.changed.v1",
            "org.retzef.programme.converted.v1")
        .ignore(
            "org.retzef.family.registered.v1",
            "org.retzef.family.transferred.v1",
            "org.retzef.family.erased.v1",
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
            "org.retzef.questionnaire.answered.v1")
        .ignore(
            "org.retzef.budget.loaded.v1",
            "org.retzef.basket.opened.v1",
            "org.retzef.basket.adjusted.v1",
            "org.retzef.request.submitted.v1",
            "org.retzef.request.decided.v1",
            "org.retzef.voucher.issued.v1",
            "org.retzef.voucher.signed.v1",
            "org.retzef.voucher.expired.v1",
            "org.retzef.receipt.overridden.v1",
            "org.retzef.delivery.confirmed.v1",
            "org.retzef.payment.recorded.v1",
            "org.retzef.donation.distributed.v1",
            "org.retzef.loan.granted.v1",
            "org.retzef.service-plan.approved.v1");
  }

  /** Whether it is planned or active matters not: it counts from its first day on. */
  private Mono<Void> enrolled(int edition, Enrolled data) {
    Fact active = data.active();
    return mergedFamilies
        .countedFor(edition, active.counted())
        .flatMap(counted -> facts.begin(edition, active.countedFor(counted), data.startDate()));
  }

  /**
   * The last day still counts as active; from the next on the family is a graduate, or is gone. It
   * is told of the family that has the enrolment now, and counts for whom the beginning counts.
   */
  private Mono<Void> ended(int edition, Ended data) {
    return mergedFamilies
        .countedFor(edition, data.active().counted())
        .then(Mono.defer(() -> facts.known(edition, data.active())))
        .flatMap(active -> ended(edition, data, active));
  }

  private Mono<Void> ended(int edition, Ended data, Fact active) {
    Mono<Void> end = facts.end(edition, active, data.endDate());
    Fact graduated =
        new Fact(data.graduated().indicator(), active.counted(), active.source(), active.family());
    return data.isGraduation()
        ? end.then(facts.begin(edition, graduated, data.endDate().plusDays(1)))
        : end;
  }

  /**
   * A centre counts itself, and its authority with all its centres counts once. The event tells no
   * day of opening: a centre counts from the day on which it was told first.
   */
  private Mono<Void> unit(int edition, ReceivedEvent event, Unit data) {
    if (!data.isCentre()) {
      return Mono.empty();
    }
    LocalDate day = LocalDate.ofInstant(event.time(), clock.getZone());
    return facts
        .begin(edition, new Fact("otzma_centres", data.unit(), data.unit()), day)
        .then(facts.begin(edition, new Fact("localities", data.authority(), data.unit()), day));
  }

  private Mono<Void> count(int edition, String indicator, UUID receipt, LocalDate day) {
    return facts.begin(edition, new Fact(indicator, receipt.toString(), receipt.toString()), day);
  }
}
