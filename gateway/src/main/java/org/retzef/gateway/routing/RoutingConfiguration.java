package org.retzef.gateway.routing;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the client that calls the services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BodySettings.class, ClientHeaders.class})
class RoutingConfiguration {

  /**
   * Netty's client would send a request again when the connection breaks before an answer, a POST
   * too. And an answer that stops in the middle must not hold its caller for ever.
   */
  @Bean
  HttpClientCustomizer neitherRepeatsNorWaitsForEver(
      @Value("${retzef.gateway.connect-within}") Duration connectWithin,
      @Value("${retzef.gateway.longest-silence}") Duration longestSilence) {
    return client ->
        client
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectWithin.toMillis())
            .disableRetry(true)
            .responseTimeout(longestSilence);
  }
}
