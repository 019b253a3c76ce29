package org.retzef.reporting.donation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.springframework.stereotype.Component;

/** A family that got two computers counts once, and so it does for each donor. */
@Component
class DonationProjection implements Projection {

  record Distributed(
      UUID distributionId,
      String donor,
      String kind,
      UUID familyId,
      String unit,
      @Nullable Long quantity,
      @Nullable BigDecimal amount,
      LocalDate distributedOn) {}

  /** What was given and is no more. */
  record Reversed(
      UUID distributionId,
      String donor,
      String kind,
      String unit,
      @Nullable Long quantity,
      @Nullable BigDecimal amount,
      LocalDate reversedOn) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("donation.distributed", Distributed.class, told -> distributed(told.data()))
        .on("distribution.reversed", Reversed.class, told -> reversed(told.data()));
  }

  private static List<Change> distributed(Distributed data) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(family("families_with_donations", data));
    if (data.quantity() != null) {
      changes.add(begin(data, fact("things_donated", data).weighing(data.quantity())));
    }
    if (data.amount() != null) {
      changes.add(begin(data, fact("money_donated", data).weighing(agorot(data.amount()))));
      changes.addAll(family("families_given_money", data));
    }
    return changes;
  }

  /**
   * What was given stays until the day on which it was undone and is taken away where it was given;
   * the family was given it on no day (decision 0109).
   */
  private static List<Change> reversed(Reversed data) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(forgotten("families_with_donations", data));
    if (data.quantity() != null) {
      changes.addAll(takenBack("things_donated", data, data.quantity()));
    }
    if (data.amount() != null) {
      changes.addAll(takenBack("money_donated", data, agorot(data.amount())));
      changes.addAll(forgotten("families_given_money", data));
    }
    return changes;
  }

  private static List<Change> forgotten(String measure, Reversed data) {
    String distribution = data.distributionId().toString();
    return List.of(
        new Change.Remove(measure, distribution),
        new Change.Remove(measure + "_in_month", distribution));
  }

  private static List<Change> takenBack(String measure, Reversed data, long much) {
    String distribution = data.distributionId().toString();
    String source = distribution + " reversed";
    Fact back =
        Fact.of(measure, source, data.unit())
            .with("kind", data.kind())
            .with("donor", data.donor())
            .weighing(-much);
    return List.of(
        Change.begin(back, data.reversedOn()),
        new Change.Beside(measure, source, measure, distribution));
  }

  private static long agorot(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  private static List<Change> family(String measure, Distributed data) {
    Fact family = fact(measure, data).countingFamily(data.familyId());
    return List.of(begin(data, family), Change.inItsMonth(family, data.distributedOn()));
  }

  private static Fact fact(String measure, Distributed data) {
    return Fact.of(measure, data.distributionId(), data.unit())
        .with("kind", data.kind())
        .with("donor", data.donor());
  }

  private static Change begin(Distributed data, Fact fact) {
    return Change.begin(fact, data.distributedOn());
  }
}
