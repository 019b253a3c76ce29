package org.retzef.platform.paging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Wires {@link PageRequest} as a parameter of controllers. */
@AutoConfiguration
@Import(PagingDocumentation.class)
class PagingConfiguration {

  @Bean
  WebFluxConfigurer pageRequestAsParameter() {
    return new WebFluxConfigurer() {
      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new PageRequestParameter());
      }
    };
  }

  private static final class PageRequestParameter implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(
        MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
      var request = exchange.getRequest();
      var query = request.getQueryParams();
      return Mono.fromSupplier(
          () ->
              PageRequest.of(query.getFirst("limit"), query.getFirst("cursor"), request.getURI()));
    }
  }
}
