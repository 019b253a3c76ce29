package org.retzef.gateway.routing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import java.util.Set;
import org.retzef.gateway.visit.Visit;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Passes a service's answer on to the client. One that says that it is short is gathered first, so
 * that head and body leave in one piece, and nothing of it is seen if it breaks off; all others go
 * on as they come, and nothing of them is kept.
 */
final class AnswerPassing {

  /** Bytes; what one reading of a socket may bring anyway. */
  private static final int SHORT = 64 * 1024;

  /** What concerns the connection to the service alone. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private AnswerPassing() {}

  static Mono<Void> pass(Visit visit, HttpClientResponse head, Connection service) {
    Flux<ByteBuf> body = service.inbound().receive().retain();
    Mono<Void> passed =
        isShort(visit, head) ? passWhole(visit, head, body) : passAsItComes(visit, head, body);
    return passed.doOnDiscard(ByteBuf.class, ReferenceCountUtil::release);
  }

  private static boolean isShort(Visit visit, HttpClientResponse head) {
    String length = head.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    return HttpMethod.HEAD.equals(visit.method())
        || length != null && Long.parseLong(length) <= SHORT;
  }

  private static Mono<Void> passWhole(Visit visit, HttpClientResponse head, Flux<ByteBuf> body) {
    return body.reduce(AnswerPassing::together)
        .defaultIfEmpty(Unpooled.EMPTY_BUFFER)
        .flatMap(
            whole -> {
              writeHead(visit, head);
              return visit.answer().sendObject(whole).then();
            });
  }

  private static ByteBuf together(ByteBuf first, ByteBuf next) {
    CompositeByteBuf all =
        first instanceof CompositeByteBuf begun
            ? begun
            : first.alloc().compositeBuffer().addComponent(true, first);
    return all.addComponent(true, next);
  }

  /** What breaks off before its first byte is no answer either. */
  private static Mono<Void> passAsItComes(
      Visit visit, HttpClientResponse head, Flux<ByteBuf> body) {
    return body.switchOnFirst(
            (first, parts) -> {
              if (first.isOnError()) {
                return parts.then();
              }
              writeHead(visit, head);
              return isStream(head)
                  ? visit.answer().send(parts, _ -> true).then()
                  : visit.answer().send(parts).then();
            })
        .then();
  }

  private static boolean isStream(HttpClientResponse head) {
    String type = head.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
    return type != null && type.startsWith("text/event-stream");
  }

  private static void writeHead(Visit visit, HttpClientResponse head) {
    visit.answer().status(head.status());
    HttpHeaders headers = visit.answerHeaders();
    for (var header : head.responseHeaders()) {
      if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.add(header.getKey(), header.getValue());
      }
    }
    visit.completeHeaders();
  }
}
