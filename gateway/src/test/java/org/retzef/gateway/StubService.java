package org.retzef.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Stands for a service: a real socket that answers, or misbehaves as told. */
public final class StubService implements AutoCloseable {

  /** What becomes of a request. */
  public enum Behaviour {
    ANSWERS,
    ANSWERS_503,
    ANSWERS_204,
    ANSWERS_304,
    TELLS_A_LENGTH,
    STREAMS,
    ANSWERS_AFTER_TWO_SECONDS,
    REFUSES_UNREAD,
    HANGS,
    BREAKS_WITHOUT_ANSWER,
    BREAKS_HALFWAY,
    STALLS_HALFWAY,
    STALLS_HALFWAY_OF_MUCH
  }

  /** One request as it reached the service. */
  public record Received(String method, String uri, HttpHeaders headers, long bytes) {}

  private final String name;
  private final DisposableServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = Behaviour.ANSWERS;
  private final AtomicReference<@Nullable Behaviour> once = new AtomicReference<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong bytesSoFar = new AtomicLong();
  private volatile String answer;

  public StubService(String name) {
    this.name = name;
    this.answer = greeting();
    this.server =
        HttpServer.create().host("localhost").port(0).handle(this::handleCounted).bindNow();
  }

  public String address() {
    return "http://localhost:" + server.port();
  }

  public void behave(Behaviour next) {
    behaviour = next;
  }

  /** With the next request only. */
  public void behaveOnce(Behaviour next) {
    once.set(next);
  }

  public void answerWith(String body) {
    answer = body;
  }

  /** Answers as at the beginning and remembers nothing. */
  void calm() {
    behaviour = Behaviour.ANSWERS;
    once.set(null);
    bytesSoFar.set(0);
    answer = greeting();
    received.clear();
  }

  private String greeting() {
    return "{\"service\":\"" + name + "\"}";
  }

  public List<Received> received() {
    return received;
  }

  /** Of bodies, whether or not they have ended. */
  public long bytesSoFar() {
    return bytesSoFar.get();
  }

  /** Requests whose answers have not left to their end. */
  public int underWay() {
    return underWay.get();
  }

  public Received last() {
    return received.getLast();
  }

  private Mono<Void> handleCounted(HttpServerRequest request, HttpServerResponse response) {
    underWay.incrementAndGet();
    return handle(request, response).doFinally(_ -> underWay.decrementAndGet());
  }

  private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    Behaviour next = once.getAndSet(null);
    Behaviour now = next == null ? behaviour : next;
    return switch (now) {
      case HANGS, BREAKS_WITHOUT_ANSWER, REFUSES_UNREAD -> {
        record(request, 0);
        yield switch (now) {
          case HANGS -> Mono.never();
          case REFUSES_UNREAD -> response.status(403).sendString(Mono.just(answer)).then();
          default -> Mono.fromRunnable(() -> response.withConnection(it -> it.channel().close()));
        };
      }
      default ->
          request
              .receive()
              .map(ByteBuf::readableBytes)
              .doOnNext(bytesSoFar::addAndGet)
              .reduce(0L, Long::sum)
              .doOnNext(bytes -> record(request, bytes))
              .then(Mono.defer(() -> answer(response, now)));
    };
  }

  private void record(HttpServerRequest request, long bytes) {
    received.add(
        new Received(request.method().name(), request.uri(), request.requestHeaders(), bytes));
  }

  private Mono<Void> answer(HttpServerResponse response, Behaviour now) {
    response.header("Content-Type", "application/json").header("X-Answered-By", name);
    return switch (now) {
      case BREAKS_HALFWAY ->
          response
              .header("Content-Length", "1000")
              .header("ETag", "\"half\"")
              .sendHeaders()
              .then()
              .then(Mono.fromRunnable(() -> response.withConnection(it -> it.channel().close())));
      case STALLS_HALFWAY, STALLS_HALFWAY_OF_MUCH ->
          response
              .header("Content-Length", now == Behaviour.STALLS_HALFWAY ? "1000" : "1000000")
              .send(ByteBufFlux.fromString(Flux.concat(Mono.just("{"), Mono.never())), _ -> true)
              .then();
      case ANSWERS_AFTER_TWO_SECONDS ->
          Mono.delay(Duration.ofSeconds(2)).then(response.sendString(Mono.just(answer)).then());
      case ANSWERS_503 ->
          response.status(503).header("Retry-After", "7").sendString(Mono.just(answer)).then();
      case ANSWERS_204 -> response.status(204).header("ETag", "\"1\"").send();
      case ANSWERS_304 -> response.status(304).header("ETag", "\"1\"").send();
      case TELLS_A_LENGTH -> response.header("Content-Length", "1234").send();
      case STREAMS ->
          response
              .sse()
              .send(ByteBufFlux.fromString(Flux.concat(Mono.just("data: 1\n\n"), Mono.never())))
              .then();
      default -> response.sendString(Mono.just(answer)).then();
    };
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
