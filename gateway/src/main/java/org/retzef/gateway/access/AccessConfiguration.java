package org.retzef.gateway.access;

import java.time.Clock;
import org.retzef.gateway.rate.RateLimits;
import org.retzef.platform.caller.RememberedTokens;
import org.retzef.platform.problem.Problems;
import org.retzef.platform.problem.Refusal;
import org.retzef.platform.problem.Refusal.Kind;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;

/** The gateway's rules of entry; roles and units are the services' matter. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ListedOrigins.class)
class AccessConfiguration {

  @Bean
  SecurityWebFilterChain rulesOfEntry(
      ServerHttpSecurity http,
      Problems problems,
      ReactiveJwtDecoder decoder,
      Clock clock,
      RateLimits rates,
      ListedOrigins origins) {
    return http.cors(cors -> cors.configurationSource(origins))
        .addFilterAfter(rates::admit, SecurityWebFiltersOrder.AUTHENTICATION)
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .headers(ServerHttpSecurity.HeaderSpec::disable) // see AnswerHeaders
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(AccessConfiguration::whoMayPass)
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(
                        (exchange, refused) ->
                            problems.handle(exchange, rates.refusedToken(exchange, refused)))
                    .jwt(jwt -> jwt.jwtDecoder(new RememberedTokens(decoder, clock))))
        .exceptionHandling(
            failures ->
                failures
                    .authenticationEntryPoint(
                        (exchange, missing) ->
                            problems.handle(exchange, needsToken(exchange) ? missing : notFound()))
                    .accessDeniedHandler((exchange, _) -> problems.handle(exchange, notFound())))
        .build();
  }

  private static void whoMayPass(AuthorizeExchangeSpec exchanges) {
    exchanges
        .pathMatchers(
            HttpMethod.GET,
            "/actuator/**",
            "/docs",
            "/docs/**",
            "/r/**",
            "/v/**",
            "/f/**",
            "/s/*",
            "/sign/**",
            "/dashboard",
            "/dashboard/*")
        .permitAll()
        .pathMatchers(
            HttpMethod.GET,
            "/api/v1/vouchers/signing-keys",
            "/api/v1/rights/facts",
            "/api/v1/session-log",
            "/api/v1/feedback/*")
        .permitAll()
        .pathMatchers(
            HttpMethod.POST,
            "/r/**",
            "/f/**",
            "/sms/callbacks",
            "/api/v1/screenings/anonymous",
            "/api/v1/feedback/*")
        .permitAll()
        .pathMatchers("/api/**")
        .authenticated()
        .anyExchange()
        .denyAll();
  }

  private static boolean needsToken(ServerWebExchange exchange) {
    String path = exchange.getRequest().getPath().value();
    return path.startsWith("/api/");
  }

  private static Refusal notFound() {
    return new Refusal(Kind.NOT_FOUND, "not-found");
  }

  @Bean
  ServerExchangeRejectedHandler malformed(Problems problems) {
    return (exchange, _) ->
        problems.handle(exchange, new Refusal(Kind.INVALID, "request-malformed"));
  }
}
