package org.retzef.gateway.routing;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

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
        ? attempt(exchange, chain, System.nanoTime(), TRIES_MORE)
        : chain.filter(exchange);
  }

  private static Mono<Void> attempt(
      ServerWebExchange exchange, GatewayFilterChain chain, long begin, int triesMore) {
    return chain
        .filter(exchange)
        .onErrorResume(
            failure ->
                triesMore > 0 && mayBeTriedAgain(failure, exchange, begin)
                    ? pause(triesMore)
                        .then(Mono.defer(() -> again(exchange, chain, begin, triesMore)))
                    : Mono.error(failure));
  }

  private static boolean mayBeTriedAgain(
      Throwable failure, ServerWebExchange exchange, long begin) {
    return failure instanceof IOException
        && !exchange.getResponse().isCommitted()
        && System.nanoTime() - begin < WITHIN.toNanos();
  }

  private static Mono<Void> again(
      ServerWebExchange exchange, GatewayFilterChain chain, long begin, int triesMore) {
    AnswerPassing.forget(exchange);
    return attempt(exchange, chain, begin, triesMore - 1);
  }

  /** Some 50 ms, then some 100: those that failed together do not come back together. */
  private static Mono<Long> pause(int triesMore) {
    long millis = triesMore == TRIES_MORE ? 50 : 100;
    return Mono.delay(
        Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis * 3 / 2)));
  }
}
