package org.retzef.platform.idempotency;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands {@link IdempotencyKey} and {@link ExpectedVersion} to controller methods. */
final class HeaderParameters implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == IdempotencyKey.class
        || parameter.getParameterType() == ExpectedVersion.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    if (parameter.getParameterType() == ExpectedVersion.class) {
      return Mono.fromSupplier(() -> ExpectedVersion.of(headers.getFirst(HttpHeaders.IF_MATCH)));
    }
    return exchange
        .getPrincipal()
        .map(java.security.Principal::getName)
        .defaultIfEmpty("")
        .map(client -> keyOf(client, exchange));
  }

  private static IdempotencyKey keyOf(String client, ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return new IdempotencyKey(
        client,
        request.getMethod() + " " + request.getPath().value(),
        request.getHeaders().getFirst(IdempotencyKey.HEADER));
  }
}
