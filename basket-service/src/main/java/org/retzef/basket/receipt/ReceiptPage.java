package org.retzef.basket.receipt;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.retzef.basket.receipt.ReceiptScreen.Kind;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The page behind the link: one question, three answers, nothing else. Whoever has the link may
 * answer; there is no login.
 *
 * <p>An answer cannot be forged beyond that: nothing that a browser adds by itself (a cookie, a
 * password) counts here. Who makes a browser send the form knows the token, and who knows the token
 * may answer anyway. Fetching the page never answers, because phones fetch links to preview them.
 */
@Controller
@RequestMapping("/r")
class ReceiptPage {

  private static final Logger log = LoggerFactory.getLogger(ReceiptPage.class);

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Receipts receipts;
  private final ReceiptAnswering answering;
  private final Deliveries deliveries;
  private final Commands commands;
  private final Clock clock;

  ReceiptPage(
      Receipts receipts,
      ReceiptAnswering answering,
      Deliveries deliveries,
      Commands commands,
      Clock clock) {
    this.receipts = receipts;
    this.answering = answering;
    this.deliveries = deliveries;
    this.commands = commands;
    this.clock = clock;
  }

  @GetMapping("/{token}")
  Mono<Rendering> show(@PathVariable String token, ServerWebExchange exchange) {
    return screen(token, Kind.ASK).map(screen -> render(screen, exchange));
  }

  @PostMapping("/{token}")
  Mono<Rendering> answer(@PathVariable String token, ServerWebExchange exchange) {
    return exchange
        .getFormData()
        .mapNotNull(form -> form.getFirst("answer"))
        .flatMap(answer -> take(token, answer))
        .defaultIfEmpty(Kind.UNCLEAR)
        .flatMap(kind -> screen(token, kind))
        .map(screen -> render(screen, exchange));
  }

  @GetMapping("/receipt.css")
  ResponseEntity<Resource> style() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/css;charset=UTF-8"))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
        .body(new ClassPathResource("templates/receipt.css"));
  }

  private Mono<Kind> take(String token, String written) {
    Optional<ReceiptAnswer> answer = read(written);
    return answer.isEmpty()
        ? Mono.just(Kind.UNCLEAR)
        : Mono.defer(() -> take(new ReceiptToken(token), answer.get()))
            .onErrorResume(failure -> Mono.just(kindOf(failure)));
  }

  private Mono<Kind> take(ReceiptToken token, ReceiptAnswer answer) {
    return commands.run(() -> answering.answer(token, answer)).thenReturn(Kind.ANSWERED);
  }

  private static Optional<ReceiptAnswer> read(String written) {
    return Stream.of(ReceiptAnswer.values())
        .filter(answer -> answer.name().equals(written))
        .findFirst();
  }

  private static Kind kindOf(Throwable failure) {
    return switch (failure) {
      case ReceiptNotFound _ -> Kind.NOT_FOUND;
      case ReceiptExpired _ -> Kind.EXPIRED;
      case AnsweredOtherwise _ -> Kind.ALREADY;
      case Refusal refusal when refusal.kind() == Refusal.Kind.CONFLICT -> Kind.CLOSED;
      default -> {
        // not the failure itself: what Reactor adds to it names the address, and so the token
        log.error("The receipt's page failed: {}", getMostSpecificCause(failure).getClass());
        yield Kind.FAILED;
      }
    };
  }

  /**
   * @param kind what is to be said; a question that is over or answered says so instead
   */
  private Mono<ReceiptScreen> screen(String token, Kind kind) {
    return Mono.defer(() -> receipts.find(new ReceiptToken(token)))
        .flatMap(receipt -> screen(receipt, kind))
        .onErrorResume(failure -> Mono.just(ReceiptScreen.without(kindOf(failure))));
  }

  private Mono<ReceiptScreen> screen(Receipt receipt, Kind wanted) {
    Kind kind = kindFor(receipt, wanted);
    return kind == Kind.EXPIRED || kind == Kind.FAILED
        ? Mono.just(new ReceiptScreen(kind, receipt, null))
        : deliveries
            .find(receipt.voucherId())
            .map(delivery -> new ReceiptScreen(kind, receipt, delivery));
  }

  private Kind kindFor(Receipt receipt, Kind wanted) {
    if (wanted != Kind.ASK && wanted != Kind.UNCLEAR) {
      return wanted;
    }
    if (receipt.status().isAnswer()) {
      return Kind.ANSWERED;
    }
    return receipt.isOver(clock.instant()) ? Kind.EXPIRED : wanted;
  }

  private static Rendering render(ReceiptScreen screen, ServerWebExchange exchange) {
    return Rendering.view("receipt")
        .status(screen.kind().status())
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .model(screen.model(PageLanguage.of(screen.receipt(), exchange.getRequest())))
        .build();
  }
}
