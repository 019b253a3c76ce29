package org.retzef.family.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.retzef.family.form.FormDefinition;
import org.retzef.family.form.FormField;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Writes questionnaires and publishes them. Runs inside the caller's command. */
@Service
class QuestionnairePublication {

  private final Questionnaires questionnaires;

  QuestionnairePublication(Questionnaires questionnaires) {
    this.questionnaires = questionnaires;
  }

  Mono<Questionnaire> draft(Caller caller, DraftQuestionnaireRequest request) {
    requireAnonymous(request.definition());
    Questionnaire draft =
        new Questionnaire(
            Ids.next(),
            request.audience(),
            request.mode(),
            request.nameHe(),
            request.nameAr(),
            request.nameEn(),
            1,
            Questionnaire.Status.DRAFT,
            null,
            request.definition(),
            1);
    return questionnaires.insert(draft, caller.subject()).thenReturn(draft);
  }

  Mono<Questionnaire> rewrite(
      Caller caller, UUID id, ExpectedVersion expected, RewriteQuestionnaireRequest request) {
    requireAnonymous(request.definition());
    return questionnaires
        .lock(id)
        .doOnNext(present -> expected.orRefuse(present.version(), present))
        .map(present -> present.asking(request.definition()))
        .delayUntil(draft -> questionnaires.writeDraft(draft, caller.subject()))
        .delayUntil(questionnaires::touch);
  }

  Mono<Questionnaire> publish(UUID id, ExpectedVersion expected) {
    return questionnaires
        .lock(id)
        .doOnNext(
            present -> {
              expected.orRefuse(present.version(), present);
              if (present.status() == Questionnaire.Status.PUBLISHED) {
                throw new AlreadyPublished();
              }
            })
        .map(Questionnaire::published)
        .delayUntil(questionnaires::publish)
        .delayUntil(questionnaires::touch);
  }

  /** Words give away who wrote them, and answers by member which family it was. */
  private static void requireAnonymous(FormDefinition definition) {
    List<Fault> faults = new ArrayList<>(definition.faults());
    for (int i = 0; i < definition.fields().size(); i++) {
      FormField field = definition.fields().get(i);
      if (field.type() == FormField.Type.TEXT || Boolean.TRUE.equals(field.perMember())) {
        faults.add(Fault.of("definition.fields[" + i + "]", "field-not-anonymous"));
      }
    }
    InvalidInput.ifAny(faults);
  }
}
