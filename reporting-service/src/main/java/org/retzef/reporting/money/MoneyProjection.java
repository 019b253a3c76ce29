package org.retzef.reporting.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/**
 * Amounts in agorot. A budget holds in its year; everything else adds up from its day on. A loan is
 * no grant: it is in none of the other measures (B12).
 */
@Component
class MoneyProjection implements Projection {

  private static final String CEILINGS = "money_in_baskets";

  record Budget(UUID budgetId, int year, List<Row> rows) {
    record Row(String track, long families, BigDecimal total, @Nullable List<Share> sources) {}
  }

  /** What a source of money bears of an amount; older events do not tell it. */
  record Share(String source, BigDecimal amount) {}

  record Envelope(int year, List<Line> lines, List<Share> sources) {
    record Line(String line, BigDecimal amount) {}
  }

  record Opened(UUID basketId, String unit, String track, LocalDate from, BigDecimal ceiling) {}

  record Adjusted(
      UUID basketId,
      String unit,
      String track,
      BigDecimal change,
      String reasonCode,
      LocalDate effectiveOn,
      BigDecimal ceiling) {

    /** Its enrolment never was, and nothing of it is used. */
    boolean isVoid() {
      return reasonCode.equals("ENROLMENT_CALLED_OFF") && ceiling.signum() == 0;
    }
  }

  record Issued(
      UUID voucherId,
      @Nullable UUID familyId,
      String unit,
      List<String> categories,
      BigDecimal amount,
      LocalDate issuedOn) {}

  /**
   * @param track older events tell neither it nor the sources
   */
  record Paid(
      UUID paymentId,
      @Nullable UUID familyId,
      String unit,
      @Nullable String track,
      List<String> categories,
      BigDecimal amount,
      @Nullable List<Share> sources,
      LocalDate paidOn) {}

  /** What was paid and is no more. */
  record Reversed(
      UUID paymentId,
      String unit,
      String track,
      List<String> categories,
      BigDecimal amount,
      List<Share> sources,
      LocalDate reversedOn) {}

  record Granted(
      UUID loanId,
      @Nullable UUID familyId,
      String unit,
      BigDecimal principal,
      LocalDate grantedOn) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("budget.loaded", Budget.class, told -> budget(told.data()))
        .on("envelope.loaded", Envelope.class, told -> envelope(told.data()))
        .on("basket.opened", Opened.class, told -> opened(told.data()))
        .on("basket.adjusted", Adjusted.class, MoneyProjection::adjusted)
        .on("voucher.issued", Issued.class, told -> issued(told.data()))
        .on("payment.recorded", Paid.class, told -> paid(told.data()))
        .on("payment.reversed", Reversed.class, told -> reversed(told.data()))
        .on("loan.granted", Granted.class, told -> granted(told.data()));
  }

  private static List<Change> budget(Budget data) {
    List<Change> changes = new ArrayList<>();
    for (Budget.Row row : data.rows()) {
      changes.add(budgeted(data, row));
      changes.add(budgetedFamilies(data, row));
      Fact borne = Fact.of("money_budgeted_by_source", data.budgetId() + " " + row.track(), "IL");
      bySource(borne.with("fund", "BASKETS"), row.sources())
          .forEach(fact -> changes.add(inItsYear(fact, data.year())));
    }
    return changes;
  }

  private static List<Change> envelope(Envelope data) {
    List<Change> changes = new ArrayList<>();
    String envelope = "envelope-" + data.year();
    for (Envelope.Line line : data.lines()) {
      changes.add(
          inItsYear(
              Fact.of("envelope_budgeted", envelope + " " + line.line(), "IL")
                  .with("line", line.line())
                  .weighing(agorot(line.amount())),
              data.year()));
    }
    bySource(
            Fact.of("money_budgeted_by_source", envelope, "IL").with("fund", "ENVELOPE"),
            data.sources())
        .forEach(fact -> changes.add(inItsYear(fact, data.year())));
    return changes;
  }

  /** The fact as what each source bears of it; together, its amount. */
  private static List<Fact> bySource(Fact fact, @Nullable List<Share> sources) {
    return Objects.requireNonNullElse(sources, List.<Share>of()).stream()
        .map(
            share ->
                fact.from(fact.source() + " " + share.source())
                    .with("source", share.source())
                    .weighing(agorot(share.amount())))
        .toList();
  }

  private static Change budgeted(Budget data, Budget.Row row) {
    return inItsYear(
        Fact.of("money_budgeted", data.budgetId() + " " + row.track(), "IL")
            .with("track", row.track())
            .weighing(agorot(row.total())),
        data.year());
  }

  private static Change budgetedFamilies(Budget data, Budget.Row row) {
    return inItsYear(
        Fact.of("families_budgeted", data.budgetId() + " " + row.track(), "IL")
            .with("track", row.track())
            .weighing(row.families()),
        data.year());
  }

  private static Change inItsYear(Fact fact, int year) {
    return new Change.Put(fact, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  private static List<Change> opened(Opened data) {
    return List.of(
        Change.begin(
            Fact.of("baskets_opened", data.basketId(), data.unit()).with("track", data.track()),
            data.from()),
        Change.begin(
            Fact.of(CEILINGS, data.basketId(), data.unit())
                .with("track", data.track())
                .weighing(agorot(data.ceiling())),
            data.from()));
  }

  /**
   * Two changes of one basket that have the same ceiling after them are two. They count where it
   * opened, whose budget bears it, though the family may have moved since (decision 0081).
   */
  private static List<Change> adjusted(Told<Adjusted> told) {
    Adjusted data = told.data();
    String basket = data.basketId().toString();
    String source = basket + " " + told.event();
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.begin(
            Fact.of(CEILINGS, source, data.unit())
                .with("track", data.track())
                .weighing(agorot(data.change())),
            data.effectiveOn()));
    changes.add(new Change.Beside(CEILINGS, source, CEILINGS, basket));
    if (data.isVoid()) {
      changes.add(new Change.Remove("baskets_opened", basket));
    }
    return changes;
  }

  private static List<Change> issued(Issued data) {
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.begin(
            Fact.of("money_ordered", data.voucherId(), data.unit())
                .withEach("category", data.categories())
                .weighing(agorot(data.amount())),
            data.issuedOn()));
    Fact ordered = Fact.of("families_ordered", data.voucherId(), data.unit());
    changes.addAll(
        family(ordered.withEach("category", data.categories()), data.familyId(), data.issuedOn()));
    return changes;
  }

  /** A family behind the money counts once; where none is told, the money is hidden like little. */
  private static List<Change> family(Fact fact, @Nullable UUID family, LocalDate day) {
    return family == null
        ? List.of()
        : List.of(
            Change.begin(fact.countingFamily(family), day),
            Change.inItsMonth(fact.countingFamily(family), day));
  }

  private static List<Change> paid(Paid data) {
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.begin(
            Fact.of("money_paid", data.paymentId(), data.unit())
                .withEach("category", data.categories())
                .with("track", data.track())
                .weighing(agorot(data.amount())),
            data.paidOn()));
    Fact borne = Fact.of("money_paid_by_source", data.paymentId(), data.unit());
    bySource(borne.with("track", data.track()), data.sources())
        .forEach(fact -> changes.add(Change.begin(fact, data.paidOn())));
    Fact paid =
        Fact.of("families_paid", data.paymentId(), data.unit())
            .withEach("category", data.categories())
            .with("track", data.track())
            .withEach("source", sources(data));
    changes.addAll(family(paid, data.familyId(), data.paidOn()));
    return changes;
  }

  private static List<String> sources(Paid data) {
    return Objects.requireNonNullElse(data.sources(), List.<Share>of()).stream()
        .map(Share::source)
        .toList();
  }

  /**
   * What was paid stays until the day on which it was undone, as in the ledger, and is taken away
   * where it was paid; the family was paid for on no day (decision 0109).
   */
  private static List<Change> reversed(Reversed data) {
    String payment = data.paymentId().toString();
    List<Change> changes = new ArrayList<>();
    changes.addAll(
        takenBack(
            Fact.of("money_paid", payment, data.unit())
                .withEach("category", data.categories())
                .with("track", data.track())
                .weighing(agorot(data.amount())),
            data.reversedOn()));
    Fact borne = Fact.of("money_paid_by_source", payment, data.unit());
    bySource(borne.with("track", data.track()), data.sources())
        .forEach(fact -> changes.addAll(takenBack(fact, data.reversedOn())));
    changes.add(new Change.Remove("families_paid", payment));
    changes.add(new Change.Remove("families_paid_in_month", payment));
    return changes;
  }

  private static List<Change> takenBack(Fact paid, LocalDate day) {
    String source = paid.source() + " reversed";
    return List.of(
        Change.begin(paid.from(source).weighing(-paid.amount()), day),
        new Change.Beside(paid.measure(), source, paid.measure(), paid.source()));
  }

  private static List<Change> granted(Granted data) {
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.begin(
            Fact.of("money_lent", data.loanId(), data.unit()).weighing(agorot(data.principal())),
            data.grantedOn()));
    changes.addAll(
        family(
            Fact.of("families_lent", data.loanId(), data.unit()),
            data.familyId(),
            data.grantedOn()));
    return changes;
  }

  private static long agorot(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }
}
