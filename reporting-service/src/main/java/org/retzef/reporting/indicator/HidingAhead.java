package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.groupingBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.retzef.platform.problem.FailureForLog;
import org.retzef.reporting.indicator.Hiding.Question;
import org.retzef.reporting.indicator.Hiding.Table;
import org.retzef.reporting.indicator.KeptHiding.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides ahead what is hidden of months that are over, the newest first, and again what was
 * undone: to decide takes longer than an answer may (decision 0117). Copies of the service may do
 * the same work; nothing is wrong then.
 */
@Component
class HidingAhead {

  private static final Logger log = LoggerFactory.getLogger(HidingAhead.class);

  /** Whose decisions are looked for by one statement. */
  private static final int MONTHS = 12;

  /** One statement for many costs little more than for one, and needs their lines in memory. */
  private static final int TOGETHER = 6;

  /** How long what was asked for stays: then somebody asks again, or nobody does. */
  private static final Period ASKED_STAYS = Period.ofMonths(1);

  private final Hiding hiding;
  private final KeptHiding kept;
  private final Period back;
  private final Clock clock;
  private volatile boolean stopped;

  /**
   * @param back how old the months are that are decided on ahead
   */
  HidingAhead(
      Hiding hiding,
      KeptHiding kept,
      @Value("${retzef.reporting.hidden-ahead}") Period back,
      Clock clock) {
    this.hiding = hiding;
    this.kept = kept;
    this.back = back;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${retzef.reporting.hidden-ahead-every}")
  void decide() {
    kept.forgetAskedBefore(LocalDate.now(clock).minus(ASKED_STAYS)).block();
    LocalDate first = kept.firstMonth().block();
    if (first != null) {
      YearMonth newest = YearMonth.now(clock).minusMonths(1);
      YearMonth oldest = oldest(newest, YearMonth.from(first));
      long open = 0;
      for (YearMonth month = newest; !month.isBefore(oldest); month = month.minusMonths(MONTHS)) {
        open += decide(month);
      }
      if (open > 0) {
        log.info("{} decisions on what hides were open", open);
      }
    }
  }

  /** Between two tables; the next start goes on. */
  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopped = true;
  }

  private YearMonth oldest(YearMonth newest, YearMonth first) {
    YearMonth oldest = newest.minus(back);
    return first.isAfter(oldest) ? first : oldest;
  }

  /**
   * Of so many months up to this one.
   *
   * @return how many decisions were open
   */
  private int decide(YearMonth newest) {
    Set<Question> questions = new LinkedHashSet<>();
    for (Table table : hiding.tables()) {
      Stream.iterate(newest, month -> month.minusMonths(1))
          .limit(MONTHS)
          .flatMap(HidingAhead::times)
          .forEach(time -> questions.add(hiding.question(table, time)));
    }
    questions.removeAll(Objects.requireNonNull(kept.held(questions).block()));
    questions.stream().collect(groupingBy(Question::table)).forEach(this::decide);
    return questions.size();
  }

  /** Until its end: all, its own, a quarter's, half a year's, a year's, and its year's so far. */
  private static Stream<Point> times(YearMonth month) {
    LocalDate end = month.atEndOfMonth();
    return Stream.of(
        Point.day(end),
        new Point(month.atDay(1), end),
        new Point(month.minusMonths(2).atDay(1), end),
        new Point(month.minusMonths(5).atDay(1), end),
        new Point(month.minusMonths(11).atDay(1), end),
        new Point(end.withDayOfYear(1), end));
  }

  /** What fails is tried again the next time; until then it is decided when it is asked for. */
  private void decide(Table table, List<Question> questions) {
    try {
      for (int from = 0; from < questions.size() && !stopped; from += TOGETHER) {
        int to = Math.min(from + TOGETHER, questions.size());
        Moment before = Objects.requireNonNull(kept.now().block());
        hiding
            .decide(questions.subList(from, to))
            .flatMap(decided -> kept.keep(before, table, hiding.measures(table), decided, null))
            .block();
      }
    } catch (RuntimeException failed) {
      log.error("What hides of {} could not be decided ahead", table, FailureForLog.of(failed));
    }
  }
}
