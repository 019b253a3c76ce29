package org.retzef.platform.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Asks only the endpoints of the request's method whose path is as long as its. Where not exactly
 * one of these is meant, Spring decides as it always does.
 */
final class EndpointsByShape extends RequestMappingHandlerMapping {

  private record Shape(HttpMethod method, int length) {}

  private record Endpoint(RequestMappingInfo mapping, HandlerMethod method) {}

  private final Map<Shape, List<Endpoint>> endpoints = new HashMap<>();

  @Override
  protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> all) {
    super.handlerMethodsInitialized(all);
    all.forEach(
        (mapping, method) ->
            mapping
                .getPatternsCondition()
                .getPatterns()
                .forEach(
                    pattern ->
                        add(
                            mapping,
                            method,
                            length(PathContainer.parsePath(pattern.getPatternString())))));
  }

  private void add(RequestMappingInfo mapping, HandlerMethod method, int length) {
    for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
      endpoints
          .computeIfAbsent(new Shape(verb.asHttpMethod(), length), _ -> new ArrayList<>())
          .add(new Endpoint(mapping, method));
    }
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(ServerWebExchange exchange)
      throws Exception {
    ServerHttpRequest request = exchange.getRequest();
    Shape shape = new Shape(request.getMethod(), length(request.getPath().pathWithinApplication()));
    RequestMappingInfo meant = null;
    HandlerMethod answering = null;
    for (Endpoint endpoint : endpoints.getOrDefault(shape, List.of())) {
      RequestMappingInfo match = getMatchingMapping(endpoint.mapping(), exchange);
      if (match != null && meant != null) {
        return super.lookupHandlerMethod(exchange);
      }
      if (match != null) {
        meant = match;
        answering = endpoint.method();
      }
    }
    if (meant == null || answering == null) {
      return super.lookupHandlerMethod(exchange);
    }
    handleMatch(meant, answering, exchange);
    return answering;
  }

  private static int length(PathContainer path) {
    return path.elements().size();
  }
}
