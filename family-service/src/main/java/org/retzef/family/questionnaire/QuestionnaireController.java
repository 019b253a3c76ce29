package org.retzef.family.questionnaire;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.idempotency.Idempotency;
import org.retzef.platform.idempotency.OptionalIdempotencyKey;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/questionnaires")
class QuestionnaireController {

  private final QuestionnairePublication publication;
  private final Questionnaires questionnaires;
  private final Idempotency idempotency;
  private final Commands commands;

  QuestionnaireController(
      QuestionnairePublication publication,
      Questionnaires questionnaires,
      Idempotency idempotency,
      Commands commands) {
    this.publication = publication;
    this.questionnaires = questionnaires;
    this.idempotency = idempotency;
    this.commands = commands;
  }

  /** Drafts a questionnaire. */
  @PostMapping
  Mono<ResponseEntity<Questionnaire>> draft(
      Caller caller, OptionalIdempotencyKey key, @RequestBody DraftQuestionnaireRequest request) {
    return idempotency.once(
        key,
        request,
        Questionnaire.class,
        () -> publication.draft(caller, request).map(QuestionnaireController::created));
  }

  /** Lists all questionnaires in their latest versions. */
  @GetMapping
  Mono<ResponseEntity<Page<Questionnaire>>> list(PageRequest page) {
    return questionnaires.all(page).map(page::answer);
  }

  /** Shows a questionnaire in its latest version. */
  @GetMapping("/{id}")
  Mono<ResponseEntity<Questionnaire>> get(@PathVariable UUID id) {
    return questionnaires.find(id).map(QuestionnaireController::found);
  }

  /** Shows a version of a questionnaire. */
  @GetMapping("/{id}/versions/{number}")
  Mono<Questionnaire> version(@PathVariable UUID id, @PathVariable int number) {
    return questionnaires.find(id, number);
  }

  /** Rewrites the questions of a draft; of a published questionnaire it begins the next version. */
  @PutMapping("/{id}")
  Mono<ResponseEntity<Questionnaire>> rewrite(
      Caller caller,
      @PathVariable UUID id,
      ExpectedVersion expected,
      @RequestBody RewriteQuestionnaireRequest request) {
    return commands
        .run(() -> publication.rewrite(caller, id, expected, request))
        .map(QuestionnaireController::found);
  }

  /** Publishes the draft: from now on this version stays as it is. */
  @PostMapping("/{id}/publication")
  Mono<ResponseEntity<Questionnaire>> publish(
      @PathVariable UUID id, ExpectedVersion expected, OptionalIdempotencyKey key) {
    return idempotency.once(
        key,
        "",
        Questionnaire.class,
        () -> publication.publish(id, expected).map(QuestionnaireController::created));
  }

  private static ResponseEntity<Questionnaire> found(Questionnaire questionnaire) {
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.eTag(questionnaire.version()))
        .body(questionnaire);
  }

  private static ResponseEntity<Questionnaire> created(Questionnaire questionnaire) {
    return ResponseEntity.created(URI.create("/api/v1/questionnaires/" + questionnaire.id()))
        .eTag(ExpectedVersion.eTag(questionnaire.version()))
        .body(questionnaire);
  }
}
