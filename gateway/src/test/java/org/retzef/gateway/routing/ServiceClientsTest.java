package org.retzef.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.gateway.StubService;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Two threads at one request lost a buffer now and then: the one took it from the service while the
 * other, whose client had hung up, threw away what had come so far.
 */
class ServiceClientsTest {

  private static final Duration TIME = Duration.ofSeconds(10);

  private final StubService service = new StubService("any-service");
  private final MultiThreadIoEventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final ServiceClients clients =
      new ServiceClients(
          new RouteSettings.Way("any", URI.create(service.address()), List.of("/**")),
          TIME,
          new RouteSettings(List.of(), TIME, TIME));

  @AfterEach
  void close() {
    clients.close();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    service.close();
  }

  @Test
  void aThreadSpeaksToAServiceOnConnectionsOfItsOwn() {
    EventLoop one = (EventLoop) threads.next();
    EventLoop other = (EventLoop) threads.next();

    for (int i = 0; i < 20; i++) {
      assertThat(threadOfACall(one)).isSameAs(one);
      assertThat(threadOfACall(other)).isSameAs(other);
    }
  }

  private EventLoop threadOfACall(EventLoop caller) {
    return Flux.from(
            clients
                .of(caller)
                .get()
                .uri("/")
                .responseConnection(
                    (_, connection) ->
                        connection
                            .inbound()
                            .receive()
                            .then(Mono.just(connection.channel().eventLoop()))))
        .blockLast(TIME);
  }
}
