package org.retzef.platform.problem;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
  private final ObjectProvider<Tracer> tracer;
  private final Refusals refusals;

  Problems(
      MessageSource messages,
      JsonMapper json,
      ObjectProvider<Tracer> tracer,
      Iterable<KnownFailure> knownFailures) {
    this.refusals = new Refusals(knownFailures);
    this.messages = messages;
    this.json = json;
    this.tracer = tracer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    Refusal refusal = refusals.of(failure);
    if (refusal.kind() == Refusal.Kind.FAILED) {
      LOG.error("request failed: {}", refusal.code(), FailureForLog.of(failure));
    }
    Problem problem = describe(refusal, Languages.of(exchange.getRequest().getHeaders()));
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    OF_ANOTHER_ANSWER.forEach(response.getHeaders()::remove);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setCacheControl("no-store");
    addHeaders(refusal, response.getHeaders());
    DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
    return response.writeWith(Mono.just(body));
  }

  private static void addHeaders(Refusal refusal, HttpHeaders headers) {
    switch (refusal.kind()) {
      case UNAUTHENTICATED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      case UNAVAILABLE -> headers.set(HttpHeaders.RETRY_AFTER, "5");
      default -> {}
    }
  }

  private Problem describe(Refusal refusal, Locale language) {
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
        traceId(),
        errors,
        refusal.current());
  }

  private Problem.Error describe(Fault fault, Locale language) {
    return new Problem.Error(
        fault.field(), fault.code(), message(fault.code(), language, fault.arguments().toArray()));
  }

  private String message(String key, Locale language, Object... arguments) {
    return Objects.requireNonNull(messages.getMessage(key, arguments, key, language));
  }

  private @Nullable String traceId() {
    Tracer available = tracer.getIfAvailable();
    Span span = available == null ? null : available.currentSpan();
    return span == null ? null : span.context().traceId();
  }
}
