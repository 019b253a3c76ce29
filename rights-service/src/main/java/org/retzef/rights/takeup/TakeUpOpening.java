package org.retzef.rights.takeup;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private final Moves moves;
  private final Outbox outbox;
  private final Clock clock;

  TakeUpOpening(TakeUpCases cases, Moves moves, Outbox outbox, Clock clock) {
    this.cases = cases;
    this.moves = moves;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Opens a case for each right that has none open and was not won in the last year, and answers
   * how many that were.
   */
  public Mono<Integer> open(
      KnownFamily family, List<EligibleRight> rights, @Nullable UUID screening, String by) {
    if (rights.isEmpty()) {
      return Mono.just(0);
    }
    LocalDate today = LocalDate.now(clock);
    Map<String, TakeUpCase> wanted =
        rights.stream()
            .map(right -> newCase(family, right, screening, today))
            .collect(Collectors.toMap(TakeUpCase::right, wish -> wish));
    return cases
        .insertWhereNoneIsOpen(List.copyOf(wanted.values()), today.minusYears(1))
        .map(opened -> opened.stream().map(wanted::get).toList())
        .delayUntil(opened -> moves.begin(opened, by, clock.instant()))
        .delayUntil(opened -> outbox.append(opened.stream().map(TakeUpOpening::opened).toList()))
        .map(List::size);
  }

  /** Opens one case at a worker's wish; fails with {@link CaseAlreadyOpen}. */
  Mono<TakeUpCase> openOne(KnownFamily family, EligibleRight right, String by) {
    TakeUpCase wish = newCase(family, right, null, LocalDate.now(clock));
    return cases
        .insertWhereNoneIsOpen(List.of(wish), LocalDate.of(9999, 1, 1))
        .filter(opened -> !opened.isEmpty())
        .switchIfEmpty(Mono.error(CaseAlreadyOpen::new))
        .then(moves.begin(List.of(wish), by, clock.instant()))
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
