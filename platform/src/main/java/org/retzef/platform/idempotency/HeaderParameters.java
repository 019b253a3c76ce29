package org.retzef.platform.idempotency;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands the keys and {@link ExpectedVersion} to controller methods. */
final class HeaderParameters implements HandlerMethodArgumentResolver {

  private static final Set<Class<?>> TYPES =
      Set.of(IdempotencyKey.class, OptionalIdempotencyKey.class, ExpectedVersion.class);

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return TYPES.contains(parameter.getParameterType());
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    if (parameter.getParameterType() == ExpectedVersion.class) {
      return expectedVersion(headers.getFirst(HttpHeaders.IF_MATCH), parameter.isOptional());
    }
    Mono<OptionalIdempotencyKey> optional =
        exchange
            .getPrincipal()
            .map(Principal::getName)
            .map(client -> new OptionalIdempotencyKey(keyOf(client, exchange)))
            .defaultIfEmpty(new OptionalIdempotencyKey(null)); // strangers must not share keys
    return parameter.getParameterType() == OptionalIdempotencyKey.class
        ? optional.cast(Object.class)
        : optional.map(HeaderParameters::required);
  }

  private static Mono<Object> expectedVersion(@Nullable String header, boolean optional) {
    return header == null && optional
        ? Mono.empty()
        : Mono.fromSupplier(() -> ExpectedVersion.of(header));
  }

  private static @Nullable IdempotencyKey keyOf(String client, ServerWebExchange exchange) {
    var request = exchange.getRequest();
    String value = request.getHeaders().getFirst(IdempotencyKey.HEADER);
    String operation = request.getMethod() + " " + request.getPath().value();
    return value == null ? null : new IdempotencyKey(client, operation, value);
  }

  private static IdempotencyKey required(OptionalIdempotencyKey optional) {
    IdempotencyKey key = optional.key();
    if (key == null) {
      throw new InvalidInput(Fault.of(IdempotencyKey.HEADER, "idempotency-key-required"));
    }
    return key;
  }
}
