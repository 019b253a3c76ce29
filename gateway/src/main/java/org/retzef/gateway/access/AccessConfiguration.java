package org.retzef.gateway.access;

import java.time.Clock;
import java.util.List;
import org.retzef.gateway.rate.RateLimits;
import org.retzef.platform.caller.RememberedTokens;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.WebFilter;

/** The gateway's rules of entry; roles and units are the services' matter. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ListedOrigins.class)
class AccessConfiguration {

  @Bean
  SecurityWebFilterChain rulesOfEntry(
      ReactiveJwtDecoder decoder, Clock clock, RateLimits rates, ListedOrigins origins) {
    return new MatcherSecurityWebFilterChain(
        ServerWebExchangeMatchers.anyExchange(),
        List.of(pagesOf(origins), new WayIn(new RememberedTokens(decoder, clock), rates)));
  }

  /** Only a browser names the page that asks. */
  private static WebFilter pagesOf(ListedOrigins origins) {
    var cors = new CorsWebFilter(origins);
    return (exchange, chain) ->
        exchange.getRequest().getHeaders().containsHeader(HttpHeaders.ORIGIN)
            ? cors.filter(exchange, chain)
            : chain.filter(exchange);
  }
}
