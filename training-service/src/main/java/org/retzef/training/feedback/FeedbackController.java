package org.retzef.training.feedback;

import java.net.URI;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.training.followup.FollowUpLinks;
import org.retzef.training.secret.Token;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class FeedbackController {

  private final FollowUpLinks links;
  private final FeedbackForms forms;
  private final Answering answering;
  private final FeedbackCounts counts;
  private final Commands commands;

  FeedbackController(
      FollowUpLinks links,
      FeedbackForms forms,
      Answering answering,
      FeedbackCounts counts,
      Commands commands) {
    this.links = links;
    this.forms = forms;
    this.answering = answering;
    this.counts = counts;
    this.commands = commands;
  }

  /** What is asked behind a mail's link; the link is all that is needed. */
  @GetMapping("/feedback/{token}")
  Mono<AskedForm> asked(@PathVariable String token) {
    return Mono.defer(() -> links.find(new Token(token)))
        .map(
            link ->
                new AskedForm(
                    link.stage(),
                    link.formVersion(),
                    link.closesAt(),
                    link.answered(),
                    forms.read(link.questions())));
  }

  /** Takes the answer of whoever has the link, once. */
  @PostMapping("/feedback/{token}")
  Mono<ResponseEntity<Void>> answer(
      @PathVariable String token, @RequestBody FeedbackRequest request) {
    return commands
        .run(() -> answering.take(new Token(token), request))
        .thenReturn(ResponseEntity.created(URI.create("/api/v1/feedback/" + token)).build());
  }

  /** Answers to a session's follow-ups as counts by department; small ones are hidden. */
  @GetMapping("/sessions/{id}/feedback")
  Mono<SessionFeedback> counts(Caller caller, @PathVariable UUID id) {
    return counts.of(caller, id);
  }
}
