package org.retzef.training.feedback;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.course.CourseDecks;
import org.retzef.training.feedback.FeedbackScreen.Kind;
import org.retzef.training.followup.FollowUpLink;
import org.retzef.training.followup.FollowUpLinks;
import org.retzef.training.mail.MailLanguage;
import org.retzef.training.secret.LinkNotFound;
import org.retzef.training.secret.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The page behind a mail's link: the course's slides, a few questions, and no login. Whoever has
 * the link may answer; fetching the page never answers.
 */
@Controller
@RequestMapping("/f")
class FeedbackPage {

  private static final Logger log = LoggerFactory.getLogger(FeedbackPage.class);

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final FollowUpLinks links;
  private final FeedbackForms forms;
  private final Answering answering;
  private final CourseDecks decks;
  private final Commands commands;

  FeedbackPage(
      FollowUpLinks links,
      FeedbackForms forms,
      Answering answering,
      CourseDecks decks,
      Commands commands) {
    this.links = links;
    this.forms = forms;
    this.answering = answering;
    this.decks = decks;
    this.commands = commands;
  }

  @GetMapping("/{token}")
  Mono<Rendering> show(@PathVariable String token, ServerWebExchange exchange) {
    return rendering(token, Kind.ASK, exchange);
  }

  @PostMapping("/{token}")
  Mono<Rendering> answer(@PathVariable String token, ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .flatMap(form -> take(token, form))
        .flatMap(kind -> rendering(token, kind, exchange));
  }

  @GetMapping("/{token}/deck")
  Mono<ResponseEntity<byte[]>> deck(@PathVariable String token) {
    return Mono.defer(() -> links.find(new Token(token)))
        .flatMap(link -> decks.newestOf(link.courseId()))
        .switchIfEmpty(Mono.error(LinkNotFound::new))
        .map(
            pdf ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_PDF)
                    .cacheControl(CacheControl.noStore())
                    .body(pdf));
  }

  @GetMapping("/feedback.css")
  ResponseEntity<Resource> style() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/css;charset=UTF-8"))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(new ClassPathResource("templates/feedback.css"));
  }

  private Mono<Kind> take(String token, MultiValueMap<String, String> form) {
    List<FeedbackRequest.Answer> answers =
        form.entrySet().stream()
            .filter(field -> !field.getValue().isEmpty() && !field.getValue().getFirst().isBlank())
            .map(
                field ->
                    new FeedbackRequest.Answer(field.getKey(), field.getValue().getFirst().strip()))
            .toList();
    return answers.isEmpty()
        ? Mono.just(Kind.UNCLEAR)
        : Mono.defer(
                () ->
                    commands.run(
                        () -> answering.take(new Token(token), new FeedbackRequest(answers))))
            .thenReturn(Kind.THANKS)
            .onErrorResume(failure -> Mono.just(kindOf(failure)));
  }

  private static Kind kindOf(Throwable failure) {
    return switch (failure) {
      case InvalidInput _ -> Kind.UNCLEAR;
      case LinkNotFound _ -> Kind.NOT_FOUND;
      case FeedbackClosed _ -> Kind.CLOSED;
      case FeedbackGiven _ -> Kind.ALREADY;
      default -> {
        // not the failure itself: what Reactor adds to it names the address, and so the token
        log.error("The feedback's page failed: {}", getMostSpecificCause(failure).getClass());
        yield Kind.FAILED;
      }
    };
  }

  private Mono<Rendering> rendering(String token, Kind wanted, ServerWebExchange exchange) {
    return Mono.defer(() -> links.find(new Token(token)))
        .map(link -> screen(link, wanted))
        .onErrorResume(failure -> Mono.just(FeedbackScreen.without(kindOf(failure))))
        .map(screen -> render(token, screen, exchange));
  }

  private FeedbackScreen screen(FollowUpLink link, Kind wanted) {
    Kind kind =
        !wanted.asks()
            ? wanted
            : link.answered() ? Kind.THANKS : link.closed() ? Kind.CLOSED : wanted;
    return new FeedbackScreen(kind, link, kind.asks() ? forms.read(link.questions()) : List.of());
  }

  private static Rendering render(String token, FeedbackScreen screen, ServerWebExchange exchange) {
    MailLanguage language =
        Optional.ofNullable(exchange.getRequest().getQueryParams().getFirst("lang"))
            .flatMap(MailLanguage::ofCode)
            .orElse(screen.link() == null ? MailLanguage.HE : screen.link().language());
    return Rendering.view("feedback")
        .status(screen.kind().status())
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .model(screen.model(token, language))
        .build();
  }
}
