package org.retzef.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Passes a service's answer on to the client. One that says that it is short is gathered first, so
 * that head and body leave in one piece, and nothing of it is seen if it breaks off; all others go
 * on as they come, and nothing of them is kept.
 */
@Component
@Order(NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER)
final class AnswerPassing implements GlobalFilter {

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

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain
        .filter(exchange)
        .then(Mono.defer(() -> pass(exchange)))
        .doOnError(_ -> hangUp(exchange))
        .doOnCancel(() -> hangUp(exchange));
  }

  private static Mono<Void> pass(ServerWebExchange exchange) {
    Connection connection = exchange.getRequiredAttribute(CLIENT_RESPONSE_CONN_ATTR);
    HttpClientResponse answer = exchange.getRequiredAttribute(CLIENT_RESPONSE_ATTR);
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
    copyHeaders(answer, response.getHeaders());
    return write(connection.inbound().receive().retain(), response);
  }

  private static void copyHeaders(HttpClientResponse answer, HttpHeaders headers) {
    for (var header : answer.responseHeaders()) {
      if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.add(header.getKey(), header.getValue());
      }
    }
  }

  private static Mono<Void> write(Flux<ByteBuf> body, ServerHttpResponse response) {
    var buffers = (NettyDataBufferFactory) response.bufferFactory();
    long length = response.getHeaders().getContentLength();
    if (length >= 0 && length <= SHORT) {
      return response.writeWith(
          body.reduce(AnswerPassing::together)
              .doOnDiscard(ByteBuf.class, ReferenceCountUtil::release)
              .map(buffers::wrap));
    }
    return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(response.getHeaders().getContentType())
        ? response.writeAndFlushWith(body.map(part -> Flux.just(buffers.wrap(part))))
        : response.writeWith(body.map(buffers::wrap));
  }

  private static ByteBuf together(ByteBuf first, ByteBuf next) {
    CompositeByteBuf all =
        first instanceof CompositeByteBuf begun
            ? begun
            : first.alloc().compositeBuffer().addComponent(true, first);
    return all.addComponent(true, next);
  }

  /** Before another answer is written: of this one nothing may be left. */
  static void forget(ServerWebExchange exchange) {
    HttpClientResponse answer = exchange.getAttribute(CLIENT_RESPONSE_ATTR);
    if (answer != null) {
      answer.responseHeaders().names().forEach(exchange.getResponse().getHeaders()::remove);
    }
  }

  /** An answer that nobody takes to its end must not wait in the pool for whoever comes next. */
  private static void hangUp(ServerWebExchange exchange) {
    Connection connection = exchange.getAttribute(CLIENT_RESPONSE_CONN_ATTR);
    if (connection != null && connection.channel().isActive()) {
      connection.dispose();
    }
  }
}
