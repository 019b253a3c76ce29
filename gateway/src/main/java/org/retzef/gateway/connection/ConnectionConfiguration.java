package org.retzef.gateway.connection;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches each connection of the public port. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> slowClientsAreLeft(
      @Value("${retzef.gateway.head-within}") Duration within) {
    return factory ->
        factory.addServerCustomizers(
            server ->
                server.doOnChannelInit(
                    (_, channel, _) -> Impatience.watch(channel.pipeline(), within)));
  }
}
