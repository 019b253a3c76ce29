package org.retzef.family.questionnaire;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.retzef.family.unit.Units;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Hands the published version of a questionnaire out. Runs inside the caller's command. */
@Service
class HandingOut {

  private final Questionnaires questionnaires;
  private final Distributions distributions;
  private final Units units;
  private final Clock clock;

  HandingOut(Questionnaires questionnaires, Distributions distributions, Units units, Clock clock) {
    this.questionnaires = questionnaires;
    this.distributions = distributions;
    this.units = units;
    this.clock = clock;
  }

  Mono<Distribution> handOut(Caller caller, UUID questionnaireId, HandOutRequest request) {
    if ((request.targets() == null) == (request.count() == null)) {
      throw new InvalidInput(Fault.of("targets", "targets-or-count"));
    }
    return units
        .find(caller, request.unit().path())
        .then(Mono.defer(() -> questionnaires.find(questionnaireId)))
        .flatMap(
            found -> {
              List<String> targets = targets(found, request);
              return requireFamilies(found, request, targets)
                  .then(Mono.fromSupplier(() -> distribution(found, request, targets)))
                  .delayUntil(
                      distribution ->
                          distributions.insert(distribution, targets, caller.subject()));
            });
  }

  /** Families by their ids as the service writes them, however the caller wrote them. */
  private static List<String> targets(Questionnaire questionnaire, HandOutRequest request) {
    List<String> named = request.targets() == null ? List.of() : request.targets();
    return questionnaire.audience() == Questionnaire.Audience.FAMILY
        ? named.stream().map(HandingOut::familyId).map(UUID::toString).distinct().toList()
        : named.stream().distinct().toList();
  }

  private static UUID familyId(String target) {
    try {
      return UUID.fromString(target);
    } catch (IllegalArgumentException noId) {
      throw unknownTargets();
    }
  }

  private Distribution distribution(
      Questionnaire questionnaire, HandOutRequest request, List<String> targets) {
    Integer number = questionnaire.publishedNumber();
    if (number == null) {
      throw new NotPublished();
    }
    Integer count = request.count();
    return new Distribution(
        Ids.next(),
        questionnaire.id(),
        number,
        request.unit(),
        count == null,
        count == null ? targets.size() : count,
        0,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private Mono<Void> requireFamilies(
      Questionnaire questionnaire, HandOutRequest request, List<String> targets) {
    if (questionnaire.audience() != Questionnaire.Audience.FAMILY || targets.isEmpty()) {
      return Mono.empty();
    }
    return distributions
        .familiesIn(request.unit(), targets.stream().map(UUID::fromString).toList())
        .filter(known -> known == targets.size())
        .switchIfEmpty(Mono.error(HandingOut::unknownTargets))
        .then();
  }

  private static InvalidInput unknownTargets() {
    return new InvalidInput(Fault.of("targets", "target-unknown"));
  }
}
