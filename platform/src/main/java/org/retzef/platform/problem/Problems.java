package org.retzef.platform.problem;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.retzef.platform.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers everything that goes wrong, wherever it goes wrong, as one kind of problem. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Problems implements ErrorWebExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /**
   * An answer that fails at the last moment, before its first byte, has set its headers already.
   */
  private static final List<String> OF_ANOTHER_ANSWER =
      List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.LINK, HttpHeaders.CONTENT_LENGTH);

  private final MessageSource messages;
  private final JsonMapper json;
  private final Traces traces;
  private final Refusals refusals;

  Problems(
      MessageSource messages,
      JsonMapper json,
      Traces traces,
      Iterable<KnownFailure> knownFailures) {
    this.refusals = new Refusals(knownFailures);
    this.messages = messages;
    this.json = json;
    this.traces = traces;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    Refusal refusal = refusals.of(failure);
    if (refusal.kind() == Refusal.Kind.FAILED) {
      traces.within(exchange, () -> log(refusal, failure));
    }
    Problem problem = describe(refusal, exchange);
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    OF_ANOTHER_ANSWER.forEach(response.getHeaders()::remove);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setCacheControl("no-store");
    addHeaders(refusal, response.getHeaders());
    DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
    return response.writeWith(Mono.just(body));
  }

  private static Refusal log(Refusal refusal, Throwable failure) {
    LOG.error("request failed: {}", refusal.code(), FailureForLog.of(failure));
    return refusal;
  }

  private static void addHeaders(Refusal refusal, HttpHeaders headers) {
    switch (refusal.kind()) {
      case UNAUTHENTICATED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case UNAVAILABLE -> headers.set(HttpHeaders.RETRY_AFTER, "5");
      default -> {}
    }
  }

  private Problem describe(Refusal refusal, ServerWebExchange exchange) {
    Locale language = Languages.of(exchange.getRequest().getHeaders());
    List<Problem.Error> errors =
        refusal instanceof InvalidInput invalid
            ? invalid.faults().stream().map(fault -> describe(fault, language)).toList()
            : null;
    return new Problem(
        URI.create("urn:retzef:problem:" + refusal.code()),
        message("title." + refusal.kind(), language),
        refusal.kind().status(),
        message(refusal.code(), language, refusal.arguments()),
        refusal.code(),
        Traces.idOf(exchange).orElse(null),
        errors,
        refusal.current());
  }

  private Problem.Error describe(Fault fault, Locale language) {
    return new Problem.Error(fault.field(), fault.code(), sentence(fault, language));
  }

  /** {@code value-unknown} tells which values there are wherever the fault names them. */
  private String sentence(Fault fault, Locale language) {
    boolean named = fault.code().equals("value-unknown") && !fault.arguments().isEmpty();
    String key = named ? "value-unknown.named" : fault.code();
    return message(key, language, fault.arguments().toArray());
  }

  private String message(String key, Locale language, Object... arguments) {
    return Objects.requireNonNull(messages.getMessage(key, arguments, key, language));
  }
}
