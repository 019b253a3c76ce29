package org.retzef.gateway.trace;

import org.retzef.platform.problem.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers failures as every service does, and names the trace. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TracedProblems implements WebFilter {

  private final Problems problems;
  private final Traces traces;

  TracedProblems(Problems problems, Traces traces) {
    this.problems = problems;
    this.traces = traces;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange).onErrorResume(failure -> handle(exchange, failure));
  }

  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    return traces.within(exchange, () -> problems.handle(exchange, failure));
  }
}
