package org.retzef.family.form;

import java.net.URI;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/assessment-forms")
class AssessmentFormController {

  private final FormPublication publication;
  private final AssessmentForms forms;
  private final Idempotency idempotency;

  AssessmentFormController(
      FormPublication publication, AssessmentForms forms, Idempotency idempotency) {
    this.publication = publication;
    this.forms = forms;
    this.idempotency = idempotency;
  }

  /** Publishes the next version of a form. What was answered before stays as it was. */
  @PostMapping
  Mono<ResponseEntity<AssessmentForm>> publish(
      Caller caller, OptionalIdempotencyKey key, @RequestBody PublishFormRequest request) {
    return idempotency.once(
        key,
        request,
        AssessmentForm.class,
        () -> publication.publish(caller, request).map(AssessmentFormController::created));
  }

  /** Lists all versions of all forms. */
  @GetMapping
  Mono<ResponseEntity<Page<AssessmentForm>>> list(PageRequest page) {
    return forms.all(page).map(page::answer);
  }

  /** Shows a version of a form. */
  @GetMapping("/{code}/versions/{version}")
  Mono<ResponseEntity<AssessmentForm>> get(@PathVariable String code, @PathVariable int version) {
    return forms.find(code, version).map(form -> withETag(ResponseEntity.ok(), form));
  }

  private static ResponseEntity<AssessmentForm> created(AssessmentForm form) {
    String address =
        "/api/v1/assessment-forms/%s/versions/%d".formatted(form.code(), form.version());
    return withETag(ResponseEntity.created(URI.create(address)), form);
  }

  private static ResponseEntity<AssessmentForm> withETag(
      ResponseEntity.BodyBuilder answer, AssessmentForm form) {
    return answer.eTag(ExpectedVersion.eTag(form.version())).body(form);
  }
}
