package org.retzef.platform.outbox;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connections that remember whether a transaction was begun on them and not seen to end. The driver
 * knows that only after the database's answer, too late when a {@code BEGIN} is cancelled half way.
 */
final class TrackedConnections implements ConnectionFactory {

  private final ConnectionFactory driver;

  TrackedConnections(ConnectionFactory driver) {
    this.driver = driver;
  }

  @Override
  public Mono<Connection> create() {
    return Mono.from(driver.create()).map(TrackedConnections::track);
  }

  @Override
  public ConnectionFactoryMetadata getMetadata() {
    return driver.getMetadata();
  }

  /** Ends a transaction that its caller left open; costs nothing where there is none. */
  static Mono<Void> rollBackWhatIsOpen(Connection connection) {
    return Mono.defer(
        () ->
            Proxy.getInvocationHandler(connection) instanceof Tracker tracker && tracker.open
                ? tracker.rollBack()
                : Mono.empty());
  }

  private static Connection track(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Tracker(connection));
  }

  private static final class Tracker implements InvocationHandler {

    private final Connection connection;
    private volatile boolean open;

    Tracker(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      Object result;
      try {
        result = method.invoke(connection, arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      }
      return switch (method.getName()) {
        case "beginTransaction" ->
            Mono.from((Publisher<?>) result).doOnSubscribe(begun -> open = true);
        case "commitTransaction", "rollbackTransaction" ->
            Mono.from((Publisher<?>) result).doOnSuccess(ended -> open = false);
        default -> result;
      };
    }

    /** Said in so many words: the driver's own rollback sends nothing while it believes in idle. */
    private Mono<Void> rollBack() {
      return Flux.from(connection.createStatement("rollback").execute())
          .flatMap(result -> result.getRowsUpdated())
          .then(Mono.fromRunnable(() -> open = false));
    }
  }
}
