package org.retzef.gateway.access;

import java.time.Clock;
import java.util.List;
import org.retzef.gateway.rate.RateLimits;
import org.retzef.platform.caller.RememberedTokens;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.WebFilter;

/** The gateway's rules of entry; roles and units are the services' matter. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListedOrigins.class)
class AccessConfiguration {

  @Bean
  WayIn wayIn(ReactiveJwtDecoder decoder, Clock clock, RateLimits rates) {
    return new WayIn(new RememberedTokens(decoder, clock), rates);
  }

  /** Who has come to a page has been asked at the door, and is not asked again. */
  @Bean
  SecurityWebFilterChain noOtherRules() {
    WebFilter onward = (exchange, chain) -> chain.filter(exchange);
    return new MatcherSecurityWebFilterChain(
        ServerWebExchangeMatchers.anyExchange(), List.of(onward));
  }
}
