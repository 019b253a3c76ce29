package org.retzef.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import org.retzef.gateway.trace.TraceHandover;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Asks the service that the route names, and waits for the head of its answer, which {@link
 * AnswerPassing} writes. In place of the library's own filter, which copies the headers six times
 * and sends a body that is none after each head.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class ServiceCall implements GlobalFilter {

  private final HttpClient client;
  private final ClientHeaders fromClient;
  private final TraceHandover trace;

  ServiceCall(HttpClient client, ClientHeaders fromClient, TraceHandover trace) {
    this.client = client;
    this.fromClient = fromClient;
    this.trace = trace;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    URI address = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
    return client
        .headers(toSend -> writeHeaders(exchange, toSend))
        .request(HttpMethod.valueOf(request.getMethod().name()))
        .uri(address.toASCIIString())
        .send((_, outbound) -> hasBody(request) ? outbound.send(bodyOf(request)) : outbound)
        .responseConnection(
            (head, connection) -> {
              exchange.getAttributes().put(CLIENT_RESPONSE_ATTR, head);
              exchange.getAttributes().put(CLIENT_RESPONSE_CONN_ATTR, connection);
              return Mono.just(head);
            })
        .then();
  }

  private void writeHeaders(
      ServerWebExchange exchange, io.netty.handler.codec.http.HttpHeaders headers) {
    fromClient.pass(exchange.getRequest(), headers);
    trace.write(exchange, headers);
  }

  private static boolean hasBody(ServerHttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  /** What is on its way when the client hangs up, or its time is over, is let go. */
  private static Flux<ByteBuf> bodyOf(ServerHttpRequest request) {
    return request
        .getBody()
        .map(NettyDataBufferFactory::toByteBuf)
        .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
  }
}
