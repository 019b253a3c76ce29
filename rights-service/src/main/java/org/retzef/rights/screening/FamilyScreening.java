package org.retzef.rights.screening;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.paging.Ids;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.eligibility.rules.Outcome;
import org.retzef.rights.eligibility.rules.Verdict;
import org.retzef.rights.family.KnownFamily;
import org.retzef.rights.protection.FamilyKey;
import org.retzef.rights.protection.FamilyKeys;
import org.retzef.rights.takeup.EligibleRight;
import org.retzef.rights.takeup.TakeUpOpening;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Screens one family and opens its take-up cases. Runs inside the caller's command. */
@Service
class FamilyScreening {

  private final FamilyKeys keys;
  private final FamilyAnswers answers;
  private final Deciding deciding;
  private final TakeUpOpening opening;
  private final Screenings screenings;
  private final Outbox outbox;
  private final Clock clock;

  FamilyScreening(
      FamilyKeys keys,
      FamilyAnswers answers,
      Deciding deciding,
      TakeUpOpening opening,
      Screenings screenings,
      Outbox outbox,
      Clock clock) {
    this.keys = keys;
    this.answers = answers;
    this.deciding = deciding;
    this.opening = opening;
    this.screenings = screenings;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param run the night's run that it belongs to, or null
   */
  Mono<UUID> screen(
      String by, KnownFamily family, List<Answer> answered, LocalDate asOf, @Nullable UUID run) {
    return keys.of(family.id())
        .flatMap(
            key ->
                answers
                    .lock(family.id(), key)
                    .flatMap(old -> screen(by, family, key, old, answered, asOf, run)));
  }

  private Mono<UUID> screen(
      String by,
      KnownFamily family,
      FamilyKey key,
      List<Given> old,
      List<Answer> answered,
      LocalDate asOf,
      @Nullable UUID run) {
    List<Answer> facts = known(family, old, answered);
    LocalDate today = LocalDate.now(clock);
    UUID id = Ids.next();
    return deciding
        .decide("answers", facts, answered.size(), asOf, fact -> !fact.sensitive())
        .delayUntil(
            _ -> keep(family.id(), key, FamilyAnswers.merge(old, answered, today), answered))
        .flatMap(
            findings ->
                opening
                    .open(family, eligible(findings, facts), id, by)
                    .flatMap(
                        opened ->
                            screenings
                                .insert(id, family, key, findings, facts, opened, run, by)
                                .then(outbox.append(completed(id, family, findings, opened)))))
        .thenReturn(id);
  }

  private Mono<Void> keep(UUID familyId, FamilyKey key, List<Given> all, List<Answer> answered) {
    return answered.isEmpty() ? Mono.empty() : answers.keep(familyId, key, all, clock.instant());
  }

  /** What the request says first, then what was said before, then what the file tells. */
  private List<Answer> known(KnownFamily family, List<Given> old, List<Answer> answered) {
    LocalDate today = LocalDate.now(clock);
    List<Answer> facts = new ArrayList<>(answered);
    Set<String> said = new HashSet<>();
    answered.forEach(answer -> said.add(new Given(answer, today).key()));
    List<Given> unsaid = old.stream().filter(given -> !said.contains(given.key())).toList();
    facts.addAll(FamilyAnswers.factsOf(family, unsaid, today));
    return facts;
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
