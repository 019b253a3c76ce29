package org.retzef.family.fit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.fit.rules.Conditions;
import org.retzef.family.fit.rules.Fact;
import org.retzef.family.fit.rules.Ranking;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Ranks the tracks for a family and keeps what it was asked for that. */
@Service
class FamilyFit {

  private final Families families;
  private final FitFacts facts;
  private final TrackOffers offers;
  private final Conditions conditions;

  FamilyFit(Families families, FitFacts facts, TrackOffers offers, Conditions conditions) {
    this.families = families;
    this.facts = facts;
    this.offers = offers;
    this.conditions = conditions;
  }

  Mono<Fit> of(Caller caller, UUID familyId, LocalDate day) {
    return families
        .unitOf(caller, familyId)
        .flatMap(unit -> Mono.zip(offers.to(unit, day), facts.of(familyId, day)))
        .map(found -> Ranking.of(found.getT1(), found.getT2(), conditions))
        .map(ranking -> Fit.of(familyId, day, ranking, Fact.askedCodes()));
  }

  Mono<KeptAnswers> answers(Caller caller, UUID familyId) {
    return families.unitOf(caller, familyId).then(facts.answers(familyId));
  }

  /** Replaces all that was answered. Runs inside the caller's command. */
  Mono<KeptAnswers> answer(
      Caller caller, UUID familyId, ExpectedVersion expected, FitAnswers answers) {
    requireAskable(answers);
    return families
        .changeableUnitOf(caller, familyId)
        .then(facts.lockAnswers(familyId))
        .doOnNext(kept -> expected.orRefuse(kept.version(), kept))
        .map(kept -> new KeptAnswers(answers.answers(), kept.version() + 1))
        .delayUntil(kept -> facts.keep(familyId, answers, kept.version()));
  }

  private static void requireAskable(FitAnswers answers) {
    List<Fault> faults = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < answers.answers().size(); i++) {
      String fact = answers.answers().get(i).fact();
      if (Fact.asked(fact).isEmpty()) {
        faults.add(Fault.of("answers[%d].fact".formatted(i), "value-unknown"));
      } else if (seen.contains(fact)) {
        faults.add(Fault.of("answers[%d].fact".formatted(i), "answered-twice"));
      }
      seen.add(fact);
    }
    InvalidInput.ifAny(faults);
  }
}
