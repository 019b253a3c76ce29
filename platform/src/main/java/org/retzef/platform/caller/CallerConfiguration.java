package org.retzef.platform.caller;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Problems;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Checks tokens and applies the service's {@link AccessRules}; everything else is refused. */
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration")
@EnableWebFluxSecurity
@Import(CallerDocumentation.class)
class CallerConfiguration {

  /**
   * Health and metrics are for the machine that runs the service; the gateway routes no one there.
   */
  private static final String[] OPEN_TO_OPERATORS = {
    "/actuator/health", "/actuator/health/**", "/actuator/prometheus", "/docs/openapi/**"
  };

  /** A request is observed as a whole; each filter of the chain need not be, too. */
  @Bean
  SecurityObservationSettings unobservedFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** The usual one looks at each letter of each header by a pattern, as often as it is read. */
  @Bean
  ServerWebExchangeFirewall firewall() {
    var firewall = new StrictServerWebExchangeFirewall();
    firewall.setAllowedHeaderValues(
        value ->
            isPlainText(value)
                || StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES.test(value));
    return firewall;
  }

  private static boolean isPlainText(@Nullable String value) {
    return value != null && value.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }

  /** A service without a table of rules does not start. */
  @Bean
  @ConditionalOnMissingBean
  SecurityWebFilterChain accessByRules(
      ServerHttpSecurity http,
      AccessRules access,
      Problems problems,
      ReactiveJwtDecoder decoder,
      Clock clock) {
    var tokens = new RememberedTokens(decoder, clock);
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable) // it would open a session
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .addFilterAfter(CallerConfiguration::rememberCaller, SecurityWebFiltersOrder.AUTHENTICATION)
        .authorizeExchange(exchanges -> apply(access, exchanges))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(problems::handle)
                    .bearerTokenConverter(tokens)
                    .jwt(
                        jwt ->
                            jwt.jwtDecoder(tokens)
                                .jwtAuthenticationConverter(CallerConfiguration::authenticate)))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(problems::handle)
                    .accessDeniedHandler(problems::handle))
        .build();
  }

  /** Errors are answered outside of the security context, and want to know whose they are. */
  private static Mono<Void> rememberCaller(ServerWebExchange exchange, WebFilterChain chain) {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(SecurityContext::getAuthentication)
        .mapNotNull(Authentication::getPrincipal)
        .ofType(Jwt.class)
        .doOnNext(token -> Caller.of(token).rememberIn(exchange))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  /** One look into the table: as many matchers as it has rows would each be asked in turn. */
  private static void apply(AccessRules access, AuthorizeExchangeSpec exchanges) {
    exchanges.pathMatchers(HttpMethod.GET, OPEN_TO_OPERATORS).permitAll();
    exchanges
        .anyExchange()
        .access(
            (authentication, context) ->
                Mono.just(new AuthorizationDecision(isAllowed(access, context.getExchange()))));
  }

  private static boolean isAllowed(AccessRules access, ServerWebExchange exchange) {
    var request = exchange.getRequest();
    return access
        .ruleFor(request.getMethod(), request.getPath().pathWithinApplication())
        .filter(rule -> rule.allows(Caller.of(exchange)))
        .isPresent();
  }

  /** Without authorities: what a caller may do stands in the rules, by role and scope. */
  private static Mono<AbstractAuthenticationToken> authenticate(Jwt token) {
    return Mono.just(new JwtAuthenticationToken(token, List.of()));
  }

  /** Beyond issuer, audience and time, which Boot checks: a token must end, and name one unit. */
  @Bean
  OAuth2TokenValidator<Jwt> tokenNamesItsCaller() {
    return token -> {
      try {
        Caller.of(token);
        return token.getExpiresAt() == null ? refused() : OAuth2TokenValidatorResult.success();
      } catch (RuntimeException incomplete) {
        return refused();
      }
    };
  }

  private static OAuth2TokenValidatorResult refused() {
    return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
  }

  @Bean
  WebFluxConfigurer callerAsParameter() {
    return new WebFluxConfigurer() {
      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new CallerParameter());
      }
    };
  }
}
