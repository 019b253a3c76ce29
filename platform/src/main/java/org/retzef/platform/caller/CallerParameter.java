package org.retzef.platform.caller;

import org.retzef.platform.problem.Refusal;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands the {@link Caller} to a controller method that asks for it. */
final class CallerParameter implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    return Mono.<Object>justOrEmpty(Caller.of(exchange))
        .switchIfEmpty(
            Mono.error(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, "token-refused")));
  }
}
