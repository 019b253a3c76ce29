package org.retzef.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.retzef.platform.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServiceUnavailableException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A service that is away, hangs, is full or rests behind its open breaker: to the client it is all
 * one, 503 and when to try again.
 */
@Component
@Order(
    NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 2) // an answer can break while written
final class ServiceFailures implements GlobalFilter {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceFailures.class);

  private final Traces traces;

  ServiceFailures(Traces traces) {
    this.traces = traces;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain
        .filter(exchange)
        .onErrorMap(
            ServiceFailures::isTheServices,
            failure -> traces.within(exchange, () -> unavailable(exchange, failure)));
  }

  private static boolean isTheServices(Throwable failure) {
    return switch (failure) {
      case IOException _,
          TimeoutException _,
          ReadTimeoutException _,
          BulkheadFullException _,
          ServiceUnavailableException _ ->
          true;
      case ResponseStatusException status -> status.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT;
      default -> false;
    };
  }

  private static Throwable unavailable(ServerWebExchange exchange, Throwable failure) {
    if (!(failure instanceof ServiceUnavailableException)) { // of an open breaker, BreakerLog tells
      Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
      LOG.warn("{} gave no answer: {}", route.getId(), failure.getClass().getSimpleName());
    }
    if (exchange.getResponse().isCommitted()) {
      return failure; // too late for another answer: the connection breaks, and the client sees it
    }
    AnswerPassing.forget(exchange);
    return new Refusal(Kind.UNAVAILABLE, "unavailable");
  }
}
