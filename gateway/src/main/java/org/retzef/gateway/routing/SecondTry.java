package org.retzef.gateway.routing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Asks a service again whose connection broke, as a kept one does whenever the service closes it
 * while we speak. Only a GET, only while nothing of an answer has reached the client, twice at most
 * and not after the first two seconds. An answer, even 503, is an answer. The library's own filter
 * sits further in, where an answer that breaks after its head is not seen.
 */
@Component
@Order(NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1)
final class SecondTry implements GlobalFilter {

  private static final int TRIES_MORE = 2;
  private static final Duration WITHIN = Duration.ofSeconds(2);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return HttpMethod.GET.equals(exchange.getRequest().getMethod())
        ? chain.filter(exchange).retryWhen(tries(exchange))
        : chain.filter(exchange);
  }

  private static Retry tries(ServerWebExchange exchange) {
    Instant last = Instant.now().plus(WITHIN);
    return Retry.backoff(TRIES_MORE, Duration.ofMillis(50))
        .maxBackoff(Duration.ofMillis(200))
        .jitter(0.5)
        .filter(
            failure ->
                failure instanceof IOException
                    && !exchange.getResponse().isCommitted()
                    && Instant.now().isBefore(last))
        .doBeforeRetry(_ -> ServerWebExchangeUtils.reset(exchange))
        .onRetryExhaustedThrow((_, tried) -> tried.failure());
  }
}
