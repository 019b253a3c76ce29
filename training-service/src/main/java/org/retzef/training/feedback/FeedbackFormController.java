package org.retzef.training.feedback;

import java.net.URI;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.paging.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/feedback-forms")
class FeedbackFormController {

  private final FeedbackForms forms;
  private final Idempotency idempotency;

  FeedbackFormController(FeedbackForms forms, Idempotency idempotency) {
    this.forms = forms;
    this.idempotency = idempotency;
  }

  /** Adds the next version of a form, for follow-ups that are due on its day or later. */
  @PostMapping
  Mono<ResponseEntity<FeedbackForm>> add(
      OptionalIdempotencyKey key, @RequestBody AddFormRequest request) {
    return idempotency.once(
        key,
        request,
        FeedbackForm.class,
        () ->
            forms
                .add(request)
                .map(
                    form ->
                        ResponseEntity.created(URI.create("/api/v1/feedback-forms"))
                            .eTag(ExpectedVersion.eTag(form.version()))
                            .body(form)));
  }

  /** All forms in all their versions. */
  @GetMapping
  Mono<Page<FeedbackForm>> list() {
    return forms.all();
  }
}
