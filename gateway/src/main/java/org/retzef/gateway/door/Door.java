package org.retzef.gateway.door;

import org.jspecify.annotations.Nullable;
import org.retzef.gateway.access.AnswerHeaders;
import org.retzef.gateway.access.ListedOrigins;
import org.retzef.gateway.access.PlainRequests;
import org.retzef.gateway.access.WayIn;
import org.retzef.gateway.deprecation.DeprecatedRoutes;
import org.retzef.gateway.routing.Route;
import org.retzef.gateway.routing.Routes;
import org.retzef.gateway.routing.ServiceCalls;
import org.retzef.gateway.trace.RequestTraces;
import org.retzef.gateway.visit.Visit;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What happens to a request, in this order: it is read in one way only, its sender may come in, and
 * the service that its path names is asked. What no service answers is a page of our own, or a
 * refusal.
 */
@Component
final class Door implements HttpHandler {

  private final RequestTraces traces;
  private final Times times;
  private final DeprecatedRoutes deprecated;
  private final ListedOrigins origins;
  private final WayIn wayIn;
  private final Routes routes;
  private final ServiceCalls services;
  private final OwnAnswers own;

  Door(
      RequestTraces traces,
      Times times,
      DeprecatedRoutes deprecated,
      ListedOrigins origins,
      WayIn wayIn,
      Routes routes,
      ServiceCalls services,
      OwnAnswers own) {
    this.traces = traces;
    this.times = times;
    this.deprecated = deprecated;
    this.origins = origins;
    this.wayIn = wayIn;
    this.routes = routes;
    this.services = services;
    this.own = own;
  }

  @Override
  public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
    var visit = new Visit(request, response, traces.begin(request), this::completeHeaders);
    return Mono.defer(() -> enter(visit))
        .onErrorResume(failure -> own.refuse(visit, failure))
        .doFinally(end -> times.record(visit, end));
  }

  private Mono<Void> enter(Visit visit) {
    PlainRequests.check(visit);
    return origins.mayGoOn(visit) ? wayIn.enter(visit, this::answer) : own.finish(visit);
  }

  private Mono<Void> answer(Visit visit) {
    @Nullable Route route = routes.of(visit.path());
    return route == null ? own.page(visit) : services.ask(visit, route);
  }

  private void completeHeaders(Visit visit) {
    deprecated.tell(visit);
    AnswerHeaders.complete(visit);
  }
}
