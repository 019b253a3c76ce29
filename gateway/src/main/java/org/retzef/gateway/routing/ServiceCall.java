package org.retzef.gateway.routing;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.retzef.gateway.trace.RequestTraces;
import org.retzef.gateway.visit.Visit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/** One call of a service, from its place among those that wait to the last byte of the answer. */
final class ServiceCall {

  private final Visit visit;
  private final Route route;
  private final @Nullable Flux<ByteBuf> body;
  private final ClientHeaders fromClient;
  private final RequestTraces traces;
  private final WaitingRoom.Place place;
  private @Nullable Connection connection;

  /**
   * @param body null where there is none
   */
  ServiceCall(
      Visit visit,
      Route route,
      @Nullable Flux<ByteBuf> body,
      ClientHeaders fromClient,
      RequestTraces traces) {
    this.visit = visit;
    this.route = route;
    this.body = body;
    this.fromClient = fromClient;
    this.traces = traces;
    this.place = route.room().enter();
  }

  Mono<Void> make() {
    return route
        .clients()
        .of(visit.thread())
        .request(HttpMethod.valueOf(visit.method().name()))
        .uri(visit.target())
        .send(this::ask)
        .responseConnection(this::passOn)
        .then()
        .doOnError(this::fail)
        .doOnCancel(this::abandon);
  }

  /** Nothing of a request's headers passes but what is listed. */
  private Publisher<Void> ask(HttpClientRequest request, NettyOutbound outbound) {
    HttpHeaders headers = request.requestHeaders();
    headers.remove(HttpHeaderNames.ACCEPT); // Netty's own
    for (var header : visit.headers()) {
      if (fromClient.pass(header.getKey())) {
        headers.add(header.getKey(), header.getValue());
      }
    }
    if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      headers.remove(HttpHeaderNames.TRANSFER_ENCODING); // chunks, unless somebody knows better
    }
    traces.write(visit.span(), headers);
    return body == null ? outbound : outbound.send(body);
  }

  private Mono<Void> passOn(HttpClientResponse head, Connection from) {
    connection = from;
    place.leaveAnswered();
    return AnswerPassing.pass(visit, head, from);
  }

  private void fail(Throwable failure) {
    place.leaveFailed(failure);
    hangUp();
  }

  private void abandon() {
    place.leaveUnanswered();
    hangUp();
  }

  /** An answer that nobody takes to its end must not wait in the pool for whoever comes next. */
  private void hangUp() {
    if (connection != null && connection.channel().isActive()) {
      connection.dispose();
    }
  }
}
