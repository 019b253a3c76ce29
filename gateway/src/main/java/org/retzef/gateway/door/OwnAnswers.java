package org.retzef.gateway.door;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.retzef.gateway.visit.Visit;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/** What the gateway answers itself, by Spring's means: the portal, its health, and refusals. */
@Component
final class OwnAnswers {

  private final HttpHandler spring;

  OwnAnswers(ApplicationContext context) {
    spring =
        WebHttpHandlerBuilder.applicationContext(context)
            .observationRegistry(ObservationRegistry.NOOP) // Times measures
            .filters(filters -> filters.addFirst(OwnAnswers::goOn))
            .build();
  }

  Mono<Void> page(Visit visit) {
    return show(visit, null);
  }

  /** After the first byte it is too late for another answer: the connection breaks. */
  Mono<Void> refuse(Visit visit, Throwable failure) {
    if (!visit.isClientThere()) {
      return Mono.empty();
    }
    return visit.isAnswered() ? Mono.error(failure) : show(visit, failure);
  }

  /** Nothing but the headers that are there. */
  Mono<Void> finish(Visit visit) {
    visit.completeHeaders();
    return visit.response().setComplete();
  }

  private Mono<Void> show(Visit visit, @Nullable Throwable refusal) {
    visit.response().beforeCommit(() -> Mono.fromRunnable(visit::completeHeaders));
    return spring.handle(new Visitor(visit, refusal), visit.response());
  }

  private static Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain) {
    var visitor = (Visitor) exchange.getRequest();
    var trace = new TracingContext();
    trace.setSpan(visitor.visit.span());
    ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .ifPresent(observed -> observed.put(TracingContext.class, trace));
    return visitor.refusal == null ? chain.filter(exchange) : Mono.error(visitor.refusal);
  }

  /** Brings a visit, and why it is refused, through Spring's steps. */
  private static final class Visitor extends ServerHttpRequestDecorator {

    private final Visit visit;
    private final @Nullable Throwable refusal;

    Visitor(Visit visit, @Nullable Throwable refusal) {
      super(visit.request());
      this.visit = visit;
      this.refusal = refusal;
    }
  }
}
