package org.retzef.platform.outbox;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.ReactiveTransactionManager;
import reactor.netty.resources.LoopResources;

/**
 * The pool of database connections. Boot's own cannot be told to roll back what a caller left open.
 */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
@ConditionalOnClass({ConnectionPool.class, PostgresqlConnectionFactory.class})
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

  /** More callers than this would wait in vain: they are told at once that the service is busy. */
  private static final int MOST_WAITING = 200;

  /**
   * Connections would otherwise gather on the one event loop of the request that opened them. Three
   * for two cores: the driver draws two loops to open a connection and uses one, so that of two
   * loops the other would always be idle.
   */
  @Bean(destroyMethod = "dispose")
  LoopResources databaseLoops() {
    return LoopResources.create("database", 1, 3, true, false);
  }

  @Bean(destroyMethod = "dispose")
  @ConditionalOnMissingBean
  ConnectionPool connectionFactory(DatabaseSettings settings, LoopResources databaseLoops) {
    var pool =
        new ConnectionPool(
            ConnectionPoolConfiguration.builder(
                    new TrackedConnections(postgresql(settings, databaseLoops)))
                .name(settings.name())
                .initialSize(1) // of more, one that fails takes the others' places
                .maxSize(settings.maxConnections())
                .acquireRetry(settings.maxConnections()) // after a restart all of them are dead
                .customizer(builder -> builder.maxPendingAcquire(MOST_WAITING))
                .maxAcquireTime(Duration.ofSeconds(2))
                .maxCreateConnectionTime(Duration.ofSeconds(2))
                .maxIdleTime(Duration.ofMinutes(10))
                .maxLifeTime(Duration.ofMinutes(5)) // and what it knows of plans (decision 0090)
                .postAllocate(TrackedConnections::rollBackWhatIsOpen)
                .preRelease(TrackedConnections::rollBackWhatIsOpen)
                .build());
    pool.warmup().onErrorComplete().subscribe();
    return pool;
  }

  @Bean
  @ConditionalOnMissingBean
  ReactiveTransactionManager transactionManager(ConnectionPool connectionFactory) {
    return new UninterruptedTransactions(new R2dbcTransactionManager(connectionFactory));
  }

  /** Deadlines nest: the service's 8 s hold a statement's 4 s, and these a lock's 2 s. */
  private static PostgresqlConnectionFactory postgresql(
      DatabaseSettings settings, LoopResources loops) {
    return new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder()
            .host(settings.host())
            .port(settings.port())
            .database(settings.name())
            .username(settings.user())
            .password(settings.password())
            .applicationName(settings.name())
            .connectTimeout(Duration.ofSeconds(1))
            .statementTimeout(Duration.ofSeconds(4))
            .lockWaitTimeout(Duration.ofSeconds(2))
            .options(Map.of("idle_in_transaction_session_timeout", "10s"))
            .preparedStatementCacheQueries(256)
            .forceBinary(true) // as it lies: text costs both sides, bytes and times most of all
            .tcpKeepAlive(true)
            .loopResources(loops)
            .build());
  }
}
