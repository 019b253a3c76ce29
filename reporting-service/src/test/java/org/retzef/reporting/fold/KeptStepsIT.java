package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.figure.Breakdown;
import org.retzef.reporting.figure.Figures;
import org.retzef.reporting.figure.Figures.Figure;
import org.retzef.reporting.figure.Figures.Months;
import org.retzef.reporting.figure.Term;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@RetzefIT
class KeptStepsIT {

  private static final int FOLDED = 900_001;
  private static final int ANEW = 900_002;

  private static final String MEASURE = "paid_on_any_day";
  private static final String IN_MONTH = "paid_in_any_month";
  private static final List<Term> TERMS_IN_MONTH = List.of(new Term(IN_MONTH, "", ""));
  private static final Breakdown BY_EACH_UNIT = new Breakdown.ByEachUnit();
  private static final UUID ONE = new UUID(1, 1); // as in ReadSheet
  private static final UUID OTHER = new UUID(2, 2);
  private static final LocalDate FIRST = LocalDate.of(2019, 3, 1);

  @Autowired private Folding folding;
  @Autowired private Editions editions;
  @Autowired private Figures figures;
  @Autowired private KeptSteps keptSteps;
  @Autowired private Commands commands;
  @Autowired private DatabaseClient database;

  /**
   * Facts folded without steps, which know less of each other, are the same facts; and two ways to
   * make steps, one written in Java and one in SQL, come to the same in each cell, on each day.
   */
  @Test
  void makesTheStepsThatChangeAfterChangeHasMade() {
    var random = new Random(4);
    for (int i = 0; i < 60; i++) {
      List<Change> changes = changes(random, i);
      fold(FOLDED, changes);
      commands.run(() -> folding.fold(ANEW, false, changes).then().thenReturn(true)).block();
    }
    assertThat(number("select count(*) from fact where edition = " + ANEW)).isGreaterThan(50);
    assertThat(
            number(
                """
                select count(*)
                  from (select * from fact where edition = %d) as folded
                  full join (select * from fact where edition = %d) as anew
                       using (measure, source, part)
                 where (folded.counted, folded.family, folded.unit, folded.traits, folded.amount,
                        folded.first_day, folded.last_day)
                       is distinct from
                       (anew.counted, anew.family, anew.unit, anew.traits, anew.amount,
                        anew.first_day, anew.last_day)
                """
                    .formatted(FOLDED, ANEW)))
        .isZero();
    commands.run(() -> keptSteps.makeAll(ANEW).thenReturn(true)).block();
    assertThat(number("select count(*) from (%s) as anew".formatted(steps(ANEW))))
        .isGreaterThan(100);
    assertThat(
            number(
                """
                select count(*)
                  from (%s) as folded full join (%s) as anew
                       using (measure, unit, dimension, value, span, first_day)
                 where coalesce(folded.step, 0) <> coalesce(anew.step, 0)
                """
                    .formatted(steps(FOLDED), steps(ANEW))))
        .isZero();
    execute("delete from fact where edition >= " + FOLDED);
    for (String totals : Editions.TOTALS) {
      execute(
          "delete from %s using figure_cell where id = cell and edition >= %d"
              .formatted(totals, FOLDED));
    }
    execute("delete from figure_cell where edition >= " + FOLDED);
    execute("delete from early_end where edition >= " + FOLDED);
    execute("delete from merged_family where edition >= " + FOLDED);
  }

  /** Told in any order, over ends of months and years; and corrected, until nothing is left. */
  @Test
  void givesOnAnyDayWhatWasPaidUntilThen() {
    var random = new Random(5);
    int live = Objects.requireNonNull(editions.state().block()).live();
    Map<String, Payment> paid = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      List<Change> changes = new ArrayList<>();
      for (int j = 0; j < 5; j++) {
        String source = "any-day-" + random.nextInt(40);
        var payment = new Payment(FIRST.plusDays(random.nextInt(1_200)), random.nextInt(1, 1_000));
        paid.put(source, payment);
        changes.add(
            new Change.Put(
                Fact.of(MEASURE, source, "IL.ANY.A1.D1").weighing(payment.amount()),
                payment.day(),
                null));
      }
      fold(live, changes);
      for (int j = 0; j < 5; j++) {
        assertThatFiguresAre(paid, FIRST.plusDays(random.nextInt(1_300)));
      }
    }
    for (int year = 2019; year <= 2022; year++) {
      for (int month = 1; month <= 12; month++) {
        assertThatFiguresAre(paid, LocalDate.of(year, month, 1));
        assertThatFiguresAre(paid, YearMonth.of(year, month).atEndOfMonth());
      }
    }
    fold(live, paid.keySet().stream().<Change>map(KeptStepsIT::removed).toList());
    paid.clear();
    assertThatFiguresAre(paid, LocalDate.of(2030, 1, 1));
  }

  /** What is counted until its month ends; as the figures of each end of a month say it. */
  @Test
  void givesTheMostThatThereWereInAMonth() {
    var random = new Random(6);
    int live = Objects.requireNonNull(editions.state().block()).live();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      LocalDate day = FIRST.plusDays(random.nextInt(1_200) / 200 * 200 + random.nextInt(90));
      changes.add(
          new Change.Put(
              Fact.of(IN_MONTH, "in-month-" + i, "IL.ANY.A" + random.nextInt(3) + ".D1"),
              day,
              YearMonth.from(day).atEndOfMonth()));
    }
    fold(live, changes);
    for (int i = 0; i < 40; i++) {
      YearMonth first = YearMonth.of(2018, 11).plusMonths(random.nextInt(40));
      YearMonth last = first.plusMonths(random.nextInt(i + 1));
      assertThat(mostOfMonths(first, last))
          .as("%s to %s", first, last)
          .isEqualTo(mostOfEach(first, last));
    }
    fold(live, changes.stream().map(KeptStepsIT::takenBack).toList());
  }

  private static Change takenBack(Change change) {
    return new Change.Remove(IN_MONTH, ((Change.Put) change).fact().source());
  }

  private Map<String, Long> mostOfMonths(YearMonth first, YearMonth last) {
    Map<String, Long> most = new TreeMap<>();
    var months = new Months(first.atDay(1), last.atEndOfMonth());
    Objects.requireNonNull(
            figures.mostOfMonths(TERMS_IN_MONTH, "IL.ANY", BY_EACH_UNIT, List.of(months)).block())
        .forEach(one -> most.put(one.key(), one.value()));
    most.values().removeIf(value -> value == 0);
    return most;
  }

  private Map<String, Long> mostOfEach(YearMonth first, YearMonth last) {
    Map<String, Long> most = new TreeMap<>();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      List<LocalDate> end = List.of(month.atEndOfMonth());
      Objects.requireNonNull(figures.of(TERMS_IN_MONTH, "IL.ANY", BY_EACH_UNIT, end).block())
          .forEach(one -> most.merge(one.key(), one.value(), Math::max));
    }
    most.values().removeIf(value -> value == 0);
    return most;
  }

  private record Payment(LocalDate day, long amount) {}

  private static Change removed(String source) {
    return new Change.Remove(MEASURE, source);
  }

  private void assertThatFiguresAre(Map<String, Payment> paid, LocalDate day) {
    long expected =
        paid.values().stream()
            .filter(payment -> !payment.day().isAfter(day))
            .mapToLong(Payment::amount)
            .sum();
    var authorities = new Breakdown.ByUnit(3);
    assertThat(sum(new Breakdown.Whole(), String::isEmpty, day)).isEqualTo(expected);
    assertThat(sum(authorities, authorities::isPart, day)).isEqualTo(expected);
    assertThat(sum(authorities, "IL.ANY"::equals, day)).as("the unit itself").isEqualTo(expected);
  }

  private long sum(Breakdown breakdown, Predicate<String> key, LocalDate day) {
    List<Figure> read =
        figures.of(List.of(new Term(MEASURE, "", "")), "IL.ANY", breakdown, List.of(day)).block();
    return Objects.requireNonNull(read).stream()
        .filter(figure -> key.test(figure.key()))
        .mapToLong(Figure::value)
        .sum();
  }

  private void fold(int edition, List<Change> changes) {
    commands.run(() -> folding.fold(edition, changes).thenReturn(true)).block();
  }

  /** Families with several facts, which must be joined, and payments that stand alone. */
  private static List<Change> changes(Random random, int number) {
    List<Change> changes = new ArrayList<>();
    LocalDate day = LocalDate.of(2019, 12, 20).plusDays(random.nextInt(400));
    Fact paid =
        Fact.of("paid", "p" + number, "IL.NORTH.A" + random.nextInt(3) + ".D1")
            .with("source", random.nextBoolean() ? "STATE" : null)
            .weighing(random.nextInt(1_000) - 200);
    changes.add(new Change.Put(paid, day, random.nextBoolean() ? day.plusDays(40) : null));
    for (int i = 0; i < 5; i++) {
      changes.add(ReadSheet.anyChange(random));
    }
    changes.add(answered(random, number, day));
    if (random.nextInt(4) == 0) {
      UUID merge = new UUID(3, random.nextInt(3));
      changes.add(new Change.Merge(ONE, OTHER, merge, random.nextBoolean()));
    }
    return changes;
  }

  private static Change answered(Random random, int number, LocalDate day) {
    Fact fact =
        Fact.of("answers", "a" + number, "IL.NORTH.A1.D1")
            .countingFamily(random.nextBoolean() ? ONE : OTHER)
            .with("answer", random.nextBoolean() ? "MORE" : "LESS");
    return new Change.Since(fact, day);
  }

  /**
   * What each day's total and each month's adds to the one before it, and what a year begins with.
   */
  private static String steps(int edition) {
    return """
        select measure, unit, dimension, value, step.*
          from figure_cell
         cross join lateral (
                 select 'D', month + place::integer - 1,
                        coalesce(total, 0)
                          - coalesce(lag(total) over (partition by month order by place), 0)
                   from figure_month cross join unnest(totals) with ordinality as day (total, place)
                  where cell = id
                  union all
                 select 'M', (year + (place - 1) * interval '1 month')::date,
                        coalesce(totals[least(place + 1, cardinality(totals))], 0)
                          - coalesce(totals[least(place, cardinality(totals))], 0)
                   from figure_year cross join generate_series(1, 12) as place
                  where cell = id
                  union all
                 select 'Y', year,
                        coalesce(totals[1], 0)
                          - coalesce(lag(totals[cardinality(totals)]) over (order by year), 0)
                   from figure_year
                  where cell = id
               ) as step (span, first_day, step)
         where edition = %d
        """
        .formatted(edition);
  }

  private long number(String sql) {
    return Objects.requireNonNull(database.sql(sql).mapValue(Long.class).one().block());
  }

  private void execute(String sql) {
    database.sql(sql).then().block();
  }
}
