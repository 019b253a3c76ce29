package org.retzef.gateway.connection;

import io.netty.channel.ChannelPipeline;
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
      @Value("${retzef.gateway.head-within}") Duration headWithin,
      @Value("${retzef.gateway.taken-within}") Duration takenWithin) {
    return factory ->
        factory.addServerCustomizers(
            server ->
                server.doOnChannelInit(
                    (_, channel, _) -> watch(channel.pipeline(), headWithin, takenWithin)));
  }

  private static void watch(ChannelPipeline pipeline, Duration headWithin, Duration takenWithin) {
    Impatience.watch(pipeline, headWithin);
    SlowReading.watch(pipeline, takenWithin);
  }
}
