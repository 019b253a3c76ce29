package org.retzef.gateway.visit;

import io.micrometer.tracing.Span;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One request and its answer: as Spring sees them, for our own pages, and as Netty does, for what
 * is only passed on. Both write the same headers.
 */
public final class Visit {

  private final ServerHttpRequest request;
  private final ServerHttpResponse response;
  private final HttpServerRequest asked;
  private final HttpServerResponse answer;
  private final Span span;
  private final Consumer<Visit> lastWord;
  private final long begin = System.nanoTime();
  private String route = "none";

  /**
   * @param lastWord sets the headers that every answer carries, right before it begins
   */
  public Visit(
      ServerHttpRequest request, ServerHttpResponse response, Span span, Consumer<Visit> lastWord) {
    this.request = request;
    this.response = response;
    this.asked = ServerHttpRequestDecorator.getNativeRequest(request);
    this.answer = ServerHttpResponseDecorator.getNativeResponse(response);
    this.span = span;
    this.lastWord = lastWord;
  }

  public ServerHttpRequest request() {
    return request;
  }

  public ServerHttpResponse response() {
    return response;
  }

  public HttpServerRequest asked() {
    return asked;
  }

  public HttpServerResponse answer() {
    return answer;
  }

  public HttpMethod method() {
    return request.getMethod();
  }

  /** Empty where what was asked for is no path. */
  public String path() {
    return Objects.requireNonNullElse(request.getURI().getRawPath(), "");
  }

  /** Path and query, as a service is asked for them. */
  public String target() {
    URI address = request.getURI();
    String query = address.getRawQuery();
    return query == null
        ? address.getRawPath()
        : URI.create(address.getRawPath() + '?' + query).toASCIIString();
  }

  public HttpHeaders headers() {
    return asked.requestHeaders();
  }

  public HttpHeaders answerHeaders() {
    return answer.responseHeaders();
  }

  public @Nullable String header(CharSequence name) {
    return headers().get(name);
  }

  public Span span() {
    return span;
  }

  /** In nanoseconds. */
  public long age() {
    return System.nanoTime() - begin;
  }

  /** The thread that reads and writes the client's connection. */
  public EventLoop thread() {
    return ((Connection) asked).channel().eventLoop();
  }

  /** Goes on on the thread of the visit, wherever it is now. */
  public Mono<Void> onItsThread(Supplier<Mono<Void>> next) {
    return thread().inEventLoop()
        ? next.get()
        : Mono.defer(next).subscribeOn(Schedulers.fromExecutorService(thread()));
  }

  /** Goes on after some time, on the thread of the visit. */
  public Mono<Long> pause(Duration time) {
    return Mono.delay(time, Schedulers.fromExecutorService(thread()));
  }

  public boolean isClientThere() {
    return ((Connection) asked).channel().isActive();
  }

  /** Whether something of an answer has left. */
  public boolean isAnswered() {
    return answer.hasSentHeaders();
  }

  /** The answer is about to begin. */
  public void completeHeaders() {
    lastWord.accept(this);
  }

  public String route() {
    return route;
  }

  public void takes(String route) {
    this.route = route;
  }
}
