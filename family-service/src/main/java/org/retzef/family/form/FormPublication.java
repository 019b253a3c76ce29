package org.retzef.family.form;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Publishes the next version of a form. Runs inside the caller's command. */
@Service
class FormPublication {

  private final AssessmentForms forms;
  private final Clock clock;

  FormPublication(AssessmentForms forms, Clock clock) {
    this.forms = forms;
    this.clock = clock;
  }

  Mono<AssessmentForm> publish(Caller caller, PublishFormRequest request) {
    return forms
        .lockNewest(request.code())
        .map(newest -> next(request, newest.version(), newest.inForceFrom()))
        .switchIfEmpty(Mono.fromSupplier(() -> next(request, 0, LocalDate.MIN)))
        .delayUntil(this::refuseTakenCodes)
        .delayUntil(form -> forms.insert(form, caller.subject()));
  }

  private AssessmentForm next(PublishFormRequest request, int newest, LocalDate newestFrom) {
    List<Fault> faults = new ArrayList<>(request.definition().faults());
    if (request.inForceFrom().isBefore(LocalDate.now(clock))) {
      faults.add(Fault.of("inForceFrom", "date-in-past"));
    } else if (!request.inForceFrom().isAfter(newestFrom)) {
      faults.add(Fault.of("inForceFrom", "date-before-newest-version"));
    }
    InvalidInput.ifAny(faults);
    return new AssessmentForm(
        request.code(), newest + 1, request.inForceFrom(), request.definition());
  }

  /** Both forms may stand in one assessment, so no answer may have two meanings. */
  private Mono<Void> refuseTakenCodes(AssessmentForm form) {
    return forms
        .takenCode(form)
        .flatMap(
            code ->
                Mono.error(
                    new InvalidInput(Fault.of("definition.fields", "field-code-taken", code))));
  }
}
