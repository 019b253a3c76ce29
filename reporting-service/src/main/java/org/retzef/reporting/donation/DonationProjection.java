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

  @Override
  public void read(Reading reading) {
    reading.on("donation.distributed", Distributed.class, told -> distributed(told.data()));
  }

  private static List<Change> distributed(Distributed data) {
    List<Change> changes = new ArrayList<>();
    changes.addAll(family("families_with_donations", data));
    if (data.quantity() != null) {
      changes.add(begin(data, fact("things_donated", data).weighing(data.quantity())));
    }
    if (data.amount() != null) {
      long agorot = data.amount().movePointRight(2).longValueExact();
      changes.add(begin(data, fact("money_donated", data).weighing(agorot)));
      changes.addAll(family("families_given_money", data));
    }
    return changes;
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
