package org.retzef.gateway.routing;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.gateway.visit.PathTree;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** All routes, found by a request's path. */
@Component
@EnableConfigurationProperties({RouteSettings.class, BodySettings.class, ClientHeaders.class})
public final class Routes implements DisposableBean {

  private final PathTree<Route> byPath = new PathTree<>();
  private final List<ServiceClients> clients = new ArrayList<>();

  Routes(
      RouteSettings settings,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads,
      TimeLimiterRegistry limits) {
    for (RouteSettings.Way way : settings.routes()) {
      var room = new WaitingRoom(bulkheads.bulkhead(way.id()), breakers.circuitBreaker(way.id()));
      var timeLimit = limits.timeLimiter(way.id()).getTimeLimiterConfig().getTimeoutDuration();
      var client = new ServiceClients(way, timeLimit, settings);
      var route = new Route(way.id(), room, client);
      way.paths().forEach(path -> byPath.put(path, route));
      clients.add(client);
    }
  }

  /** Null where no service answers. */
  public @Nullable Route of(String path) {
    return byPath.find(path);
  }

  @Override
  public void destroy() {
    clients.forEach(ServiceClients::close);
  }
}
