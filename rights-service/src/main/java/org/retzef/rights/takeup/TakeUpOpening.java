package org.retzef.rights.takeup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.rights.family.KnownFamily;
import org.retzef.rights.takeup.TakeUpCase.State;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Opens cases. Runs inside the caller's command. */
@Service
public class TakeUpOpening {

  private final TakeUpCases cases;
  private final Outbox outbox;
  private final Clock clock;

  TakeUpOpening(TakeUpCases cases, Outbox outbox, Clock clock) {
    this.cases = cases;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Opens a case for each right that has none open and was not won in the last year, and answers
   * the news of those that it opened. The caller tells them together with its own.
   */
  public Mono<List<Event>> open(
      KnownFamily family, List<EligibleRight> rights, @Nullable UUID screening, String by) {
    if (rights.isEmpty()) {
      return Mono.just(List.of());
    }
    LocalDate today = LocalDate.now(clock);
    List<TakeUpCase> wanted =
        rights.stream().map(right -> newCase(family, right, screening, today)).toList();
    return cases
        .insertWhereNoneIsOpen(wanted, today.minusYears(1), by, clock.instant())
        .map(codes -> news(wanted, codes));
  }

  private static List<Event> news(List<TakeUpCase> wanted, List<String> opened) {
    return wanted.stream()
        .filter(wish -> opened.contains(wish.right()))
        .<Event>map(TakeUpOpening::opened)
        .toList();
  }

  /** Opens one case at a worker's wish; fails with {@link CaseAlreadyOpen}. */
  Mono<TakeUpCase> openOne(KnownFamily family, EligibleRight right, String by) {
    TakeUpCase wish = newCase(family, right, null, LocalDate.now(clock));
    return cases
        .insertWhereNoneIsOpen(List.of(wish), LocalDate.of(9999, 1, 1), by, clock.instant())
        .filter(opened -> !opened.isEmpty())
        .switchIfEmpty(Mono.error(CaseAlreadyOpen::new))
        .then(outbox.append(opened(wish)))
        .thenReturn(wish);
  }

  private static TakeUpCase newCase(
      KnownFamily family, EligibleRight right, @Nullable UUID screening, LocalDate today) {
    return new TakeUpCase(
        Ids.next(),
        family.id(),
        family.unit(),
        right.right(),
        right.version(),
        right.category(),
        right.sensitive(),
        State.OPEN,
        null,
        null,
        null,
        screening,
        today,
        null,
        1);
  }

  private static TakeUpEvent opened(TakeUpCase opened) {
    TakeUpCase told = opened.withoutWhatIsNotSpokenOf();
    return new TakeUpEvent.Opened(
        told.id(),
        told.familyId(),
        told.unit(),
        told.right(),
        told.category(),
        told.screening() != null,
        told.openedOn());
  }
}
