package org.retzef.gateway.routing;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.retzef.gateway.connection.Patience;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Speaks to one service. Each of the gateway's threads has connections of its own, so that a
 * request never changes the thread: what a client sends and what a service answers is never seen by
 * two threads at once.
 */
final class ServiceClients {

  private static final int MOST_CONNECTIONS = 128; // of one thread
  private static final Duration FOR_A_FREE_ONE = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private record Client(HttpClient http, ConnectionProvider connections) {}

  private final Map<EventLoop, Client> clients = new ConcurrentHashMap<>();
  private final RouteSettings.Way way;
  private final Duration timeLimit;
  private final RouteSettings settings;

  /**
   * @param timeLimit until an answer begins
   */
  ServiceClients(RouteSettings.Way way, Duration timeLimit, RouteSettings settings) {
    this.way = way;
    this.timeLimit = timeLimit;
    this.settings = settings;
  }

  HttpClient of(EventLoop thread) {
    return clients.computeIfAbsent(thread, this::create).http();
  }

  /** Netty's client would send a request again whose connection breaks, a POST too. */
  private Client create(EventLoop thread) {
    URI service = way.service();
    boolean secure = "https".equals(service.getScheme());
    int port = service.getPort() >= 0 ? service.getPort() : secure ? 443 : 80;
    var address = InetSocketAddress.createUnresolved(service.getHost(), port);
    var connections =
        ConnectionProvider.builder(way.id())
            .maxConnections(MOST_CONNECTIONS)
            .pendingAcquireTimeout(FOR_A_FREE_ONE)
            .maxIdleTime(LONGEST_REST)
            .lifo()
            .build();
    HttpClient http =
        HttpClient.create(connections)
            .runOn(_ -> thread)
            .remoteAddress(() -> address)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectWithin().toMillis())
            .headers(headers -> headers.remove(HttpHeaderNames.USER_AGENT))
            .disableRetry(true)
            .doOnChannelInit(
                (_, channel, _) ->
                    Patience.watch(channel.pipeline(), timeLimit, settings.longestSilence()));
    return new Client(secure ? http.secure() : http, connections);
  }

  void close() {
    clients.values().forEach(client -> client.connections().dispose());
  }
}
