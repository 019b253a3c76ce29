package org.retzef.platform.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Decides where PostgreSQL and Kafka come from: embedded, or containers with {@code
 * -Dretzef.infrastructure=containers}. Started once per JVM, stopped after the last Spring context.
 *
 * @param kafkaLogin where clients sign in at the broker, by its access lists; empty in containers
 */
record Infrastructure(
    String host, int port, String administrator, String password, String kafka, String kafkaLogin) {

  private static final boolean CONTAINERS =
      "containers".equals(System.getProperty("retzef.infrastructure"));

  /** Owns the test databases; no superuser, so that row-level security and grants are real. */
  static final String ROLE = "retzef";

  private static final Map<String, String> BROKER =
      Map.of(
          "group.initial.rebalance.delay.ms",
          "0",
          "auto.create.topics.enable",
          "false",
          "offsets.topic.num.partitions",
          "4", // and not fifty, each with files of its own
          "transaction.state.log.num.partitions",
          "4",
          "transaction.state.log.replication.factor",
          "1",
          "transaction.state.log.min.isr",
          "1");

  /** Beside the open door for services, one that asks who is there. */
  private static Map<String, String> login(int port) {
    return Map.of(
        "listeners",
        "EXTERNAL://localhost:0,LOGIN://localhost:%d,CONTROLLER://localhost:0".formatted(port),
        "listener.security.protocol.map",
        "EXTERNAL:PLAINTEXT,LOGIN:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms",
        "SCRAM-SHA-512",
        "listener.name.login.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users",
        "User:ANONYMOUS");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private static @Nullable Infrastructure running;

  /** Started at first use, and only then. */
  static synchronized Infrastructure running() {
    if (running == null) {
      running = (CONTAINERS ? Containers.start() : Embedded.start()).withRole();
    }
    return running;
  }

  /** With a broker that nobody has told anything yet, in place of the one before. */
  static synchronized Infrastructure withAnotherBroker() {
    if (running != null) {
      running = CONTAINERS ? Containers.broker(running) : Embedded.broker(running);
    }
    return running();
  }

  /** A fresh database, named after the service and a counter. */
  String createDatabase(String service) {
    String name = service.replace('-', '_') + "_" + DATABASES.incrementAndGet();
    execute("create database " + name + " owner " + ROLE);
    return name;
  }

  private Infrastructure with(String broker, String brokerLogin) {
    return new Infrastructure(host, port, administrator, password, broker, brokerLogin);
  }

  private Infrastructure withRole() {
    execute("create role %s login password '%s'".formatted(ROLE, ROLE));
    return this;
  }

  private void execute(String sql) {
    String url = "jdbc:postgresql://%s:%d/postgres".formatted(host, port);
    try (var connection = DriverManager.getConnection(url, administrator, password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  private static final class Embedded {

    private static @Nullable EmbeddedKafkaKraftBroker broker;

    static Infrastructure start() {
      try {
        var postgres =
            EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setServerConfig("max_connections", "200")
                .start();
        SpringApplication.getShutdownHandlers().add(() -> stop(postgres));
        return broker(
            new Infrastructure("localhost", postgres.getPort(), "postgres", "postgres", "", ""));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** The same database server with a new broker; the former one ends. */
    static Infrastructure broker(Infrastructure servers) {
      if (broker != null) {
        broker.destroy();
      }
      broker = new EmbeddedKafkaKraftBroker(1, 1);
      int login = freePort();
      broker.brokerProperties(BROKER);
      broker.brokerProperties(login(login));
      broker.brokerListProperty("spring.embedded.kafka.brokers"); // and not Boot's own property
      broker.afterPropertiesSet();
      return servers.with(broker.getBrokersAsString(), "localhost:" + login);
    }

    private static void stop(EmbeddedPostgres postgres) {
      if (broker != null) {
        broker.destroy();
      }
      try {
        postgres.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  /** Never loaded, and so not needed on the class path, unless asked for. */
  private static final class Containers {

    static Infrastructure start() {
      var postgres = new PostgreSQLContainer("postgres:18");
      postgres.start();
      return broker(
          new Infrastructure(
              postgres.getHost(),
              postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
              postgres.getUsername(),
              postgres.getPassword(),
              "",
              ""));
    }

    static Infrastructure broker(Infrastructure servers) {
      var kafka = new KafkaContainer("apache/kafka:4.2.1");
      BROKER.forEach(
          (name, value) ->
              kafka.withEnv(
                  "KAFKA_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), value));
      kafka.start();
      return servers.with(kafka.getBootstrapServers(), "");
    }
  }
}
