package org.retzef.basket.donation;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to donations. */
sealed interface DonationEvent extends Event {

  UUID donationId();

  @Override
  default String topic() {
    return "retzef.basket.events";
  }

  @Override
  default String aggregateType() {
    return "donation";
  }

  @Override
  default String aggregateId() {
    return donationId().toString();
  }

  record Distributed(
      UUID donationId,
      UUID distributionId,
      String donor,
      Donation.Kind kind,
      UUID familyId,
      UnitPath unit,
      @Nullable Long quantity,
      @Nullable Money amount,
      LocalDate distributedOn)
      implements DonationEvent {

    static Distributed of(Donation donation, Distribution distribution) {
      return new Distributed(
          donation.id(),
          distribution.id(),
          donation.donor(),
          donation.kind(),
          distribution.familyId(),
          distribution.unit(),
          distribution.quantity(),
          distribution.amount(),
          distribution.distributedOn());
    }

    @Override
    public String type() {
      return "org.retzef.donation.distributed.v1";
    }
  }

  record DistributionReversed(
      UUID donationId,
      UUID distributionId,
      String donor,
      Donation.Kind kind,
      UUID familyId,
      UnitPath unit,
      @Nullable Long quantity,
      @Nullable Money amount,
      Distribution.Reason reasonCode,
      LocalDate reversedOn)
      implements DonationEvent {

    static DistributionReversed of(Donation donation, Distribution undone) {
      return new DistributionReversed(
          donation.id(),
          undone.id(),
          donation.donor(),
          donation.kind(),
          undone.familyId(),
          undone.unit(),
          undone.quantity(),
          undone.amount(),
          Objects.requireNonNull(undone.reasonCode()),
          Objects.requireNonNull(undone.reversedOn()));
    }

    @Override
    public String type() {
      return "org.retzef.distribution.reversed.v1";
    }
  }
}
