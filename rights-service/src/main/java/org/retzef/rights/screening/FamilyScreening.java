package org.retzef.rights.screening;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.eligibility.rules.Verdict;
import org.retzef.rights.family.KnownFamily;
import org.retzef.rights.takeup.EligibleRight;
import org.retzef.rights.takeup.TakeUpOpening;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Screens one family and opens its take-up cases. Runs inside the caller's command. */
@Service
class FamilyScreening {

  private final FamilyAnswers answers;
  private final Deciding deciding;
  private final TakeUpOpening opening;
  private final Screenings screenings;
  private final Outbox outbox;
  private final Clock clock;

  FamilyScreening(
      FamilyAnswers answers,
      Deciding deciding,
      TakeUpOpening opening,
      Screenings screenings,
      Outbox outbox,
      Clock clock) {
    this.answers = answers;
    this.deciding = deciding;
    this.opening = opening;
    this.screenings = screenings;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param within the unit whose families the one who asks sees
   * @param run the night's run that it belongs to, or null
   */
  Mono<Screening> screen(
      String by,
      UnitPath within,
      UUID familyId,
      List<Answer> answered,
      LocalDate asOf,
      @Nullable UUID run) {
    return answers
        .lock(within, familyId, asOf)
        .flatMap(file -> screen(by, file, answered, asOf, run));
  }

  private Mono<Screening> screen(
      String by, FamilyFile file, List<Answer> answered, LocalDate asOf, @Nullable UUID run) {
    LocalDate today = LocalDate.now(clock);
    List<Answer> facts = file.facts(answered, today);
    UUID id = Ids.next();
    return deciding
        .decide(file, facts, answered.size(), asOf, fact -> !fact.sensitive())
        .flatMap(
            findings ->
                opening
                    .open(file.family(), eligible(findings, facts), id, by)
                    .delayUntil(
                        opened -> {
                          int cases = opened.size();
                          Given[] kept =
                              answered.isEmpty()
                                  ? null
                                  : FamilyAnswers.merge(file.answers(), answered, today);
                          return screenings.insert(id, file, findings, facts, kept, cases, run, by);
                        })
                    .delayUntil(opened -> tell(id, file.family(), findings, opened))
                    .map(opened -> findings.toScreening(id, file.family().id(), opened.size())));
  }

  /** The cases' news and the screening's own, in one statement. */
  private Mono<Void> tell(UUID id, KnownFamily family, Findings findings, List<Event> opened) {
    List<Event> news = new ArrayList<>(opened);
    news.add(completed(id, family, findings, opened.size()));
    return outbox.append(news);
  }

  /** The rights that it may claim; what it has already need not be taken up. */
  private static List<EligibleRight> eligible(Findings findings, List<Answer> facts) {
    Set<Object> received = new HashSet<>();
    for (Answer answer : facts) {
      if (answer.fact().equals("person.receivesBenefits") && answer.value() instanceof List<?> b) {
        received.addAll(b);
      }
    }
    return findings.verdicts().stream()
        .filter(verdict -> verdict.outcome() == Outcome.ELIGIBLE)
        .filter(verdict -> !received.contains(verdict.right()))
        .map(verdict -> eligible(findings, verdict))
        .toList();
  }

  private static EligibleRight eligible(Findings findings, Verdict verdict) {
    var text = findings.book().text(verdict.right());
    return new EligibleRight(verdict.right(), verdict.version(), text.category(), text.sensitive());
  }

  private static ScreeningEvent completed(
      UUID id, KnownFamily family, Findings findings, int opened) {
    return new ScreeningEvent.Completed(
        id,
        family.id(),
        family.unit(),
        findings.asOf(),
        findings.count(Outcome.ELIGIBLE),
        findings.count(Outcome.NOT_ELIGIBLE),
        findings.count(Outcome.TO_BE_CHECKED),
        opened);
  }
}
