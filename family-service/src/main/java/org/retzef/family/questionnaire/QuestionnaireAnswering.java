package org.retzef.family.questionnaire;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.family.registration.Families;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Outbox;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes an answer, once from each who was asked. Runs inside the caller's command. */
@Service
class QuestionnaireAnswering {

  private final Questionnaires questionnaires;
  private final Distributions distributions;
  private final Families families;
  private final Outbox outbox;
  private final Clock clock;

  QuestionnaireAnswering(
      Questionnaires questionnaires,
      Distributions distributions,
      Families families,
      Outbox outbox,
      Clock clock) {
    this.questionnaires = questionnaires;
    this.distributions = distributions;
    this.families = families;
    this.outbox = outbox;
    this.clock = clock;
  }

  Mono<TakenResponse> answer(Caller caller, UUID questionnaireId, ResponseRequest request) {
    return distributions
        .find(caller.unit(), questionnaireId, request.distributionId())
        .zipWhen(found -> questionnaires.find(questionnaireId, found.number()))
        .flatMap(
            found -> {
              Distribution distribution = found.getT1();
              Questionnaire asked = found.getT2();
              Map<String, Object> answers =
                  asked.definition().check(request.answers(), Set.of()).coded();
              return useInvitation(caller, distribution, asked, request.target())
                  .then(Mono.defer(() -> save(distribution, asked, request, answers)))
                  .delayUntil(taken -> count(distribution));
            });
  }

  private Mono<Void> useInvitation(
      Caller caller, Distribution distribution, Questionnaire asked, @Nullable String target) {
    boolean forOneself = asked.audience() == Questionnaire.Audience.WORKER;
    boolean expected = distribution.named() && !forOneself;
    if (expected != (target != null)) {
      throw new InvalidInput(Fault.of("target", expected ? "required" : "target-not-expected"));
    }
    if (!distribution.named()) {
      return Mono.empty();
    }
    String invited = target == null ? caller.subject() : target;
    return whoIs(caller, asked, invited)
        .flatMap(targets -> distributions.useInvitation(distribution.id(), targets))
        .switchIfEmpty(Mono.error(NotInvited::new))
        .filter(Boolean::booleanValue)
        .switchIfEmpty(Mono.error(AlreadyAnswered::new))
        .then();
  }

  /** Whoever fills it in with a family works with that family. */
  private Mono<List<String>> whoIs(Caller caller, Questionnaire asked, String target) {
    if (asked.audience() != Questionnaire.Audience.FAMILY) {
      return Mono.just(List.of(target));
    }
    return Mono.fromSupplier(() -> UUID.fromString(target))
        .onErrorMap(
            IllegalArgumentException.class,
            noId -> new InvalidInput(Fault.of("target", "id-invalid")))
        .flatMap(
            family ->
                families
                    .changeableUnitOf(caller, family)
                    .then(distributions.mergedInto(family))
                    .map(
                        merged ->
                            Stream.concat(Stream.of(family.toString()), merged.stream()).toList()));
  }

  /** Comes last: everybody who answers the same at this moment waits for this row. */
  private Mono<Void> count(Distribution distribution) {
    return distributions
        .countAnswer(distribution.id())
        .filter(Boolean::booleanValue)
        .switchIfEmpty(Mono.error(AlreadyAnswered::new))
        .then();
  }

  /** The id is random: one that tells its time would tell who sat there at that time. */
  private Mono<TakenResponse> save(
      Distribution distribution,
      Questionnaire asked,
      ResponseRequest request,
      Map<String, Object> answers) {
    UUID id = UUID.randomUUID();
    LocalDate today = LocalDate.now(clock);
    var answered =
        new QuestionnaireEvent.Answered(
            id,
            asked.id(),
            asked.number(),
            distribution.id(),
            asked.audience(),
            asked.mode(),
            distribution.unit(),
            request.language(),
            today,
            answers);
    return distributions
        .insertResponse(id, distribution, request.language(), today, answers)
        .then(outbox.append(answered))
        .thenReturn(new TakenResponse(asked.id(), asked.number()));
  }
}
