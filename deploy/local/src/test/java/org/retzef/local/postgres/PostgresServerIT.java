package org.retzef.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.retzef.local.FreePort;
import org.retzef.local.settings.Secrets;

/** A server started by another process, which is then killed. */
class PostgresServerIT {
  private final int port = FreePort.find();

  @TempDir static Path folder;
  private Secrets secrets;
  private PostgresServer server;

  @BeforeEach
  void startInAProcessAndKillThat() throws Exception {
    Process starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StartsPostgres.class.getName(),
                folder.toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = starter.inputReader()) {
      assertThat(output.lines().anyMatch("started"::equals)).isTrue();
      secrets = Secrets.in(folder);
      execute("family", "create table if not exists kept as select 'still here' as word");
    } finally {
      starter.destroyForcibly().waitFor();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesOverTheServerThatAKilledProcessLeftBehind() throws Exception {
    long left = postmaster().process().pid();
    server = start();
    assertThat(postmaster().process().pid()).isEqualTo(left);
    assertThat(server.port()).isEqualTo(port);
    assertThat(query("family", "select word from kept")).isEqualTo("still here");
  }

  @Test
  void recoversWhatWasCommittedBeforeTheServerItselfWasKilled() throws Exception {
    ProcessHandle left = postmaster().process();
    left.destroyForcibly();
    left.onExit().join();
    server = start();
    assertThat(postmaster().process().pid()).isNotEqualTo(left.pid());
    assertThat(query("family", "select word from kept")).isEqualTo("still here");
  }

  @Test
  void startsAgainByItselfWhenItIsKilled() throws Exception {
    server = start();
    ProcessHandle first = postmaster().process();
    first.destroyForcibly();
    first.onExit().join();
    for (int tries = 0; !answers(); tries++) {
      assertThat(tries).as("tries of a tenth of a second").isLessThan(300);
      Thread.sleep(100);
    }
    assertThat(postmaster().process().pid()).isNotEqualTo(first.pid());
    assertThat(query("family", "select word from kept")).isEqualTo("still here");
  }

  private boolean answers() {
    try {
      return query("family", "select 'yes'").equals("yes");
    } catch (SQLException _) {
      return false;
    }
  }

  @Test
  void takesTheNextPortWhenItsOwnIsInUse() throws Exception {
    ProcessHandle left = postmaster().process();
    left.destroyForcibly();
    left.onExit().join();
    try (var _ = new ServerSocket(port)) {
      server = start();
      assertThat(server.port()).isGreaterThan(port);
    }
  }

  @Test
  void writesDurablyAsksForPasswordsAndKeepsServicesApart() throws Exception {
    server = start();
    assertThat(query("family", "show fsync")).isEqualTo("on");
    assertThat(query("family", "show synchronous_commit")).isEqualTo("on");
    assertThat(query("family", "show server_version")).startsWith("18.1");
    for (String extension : new String[] {"ltree", "btree_gist", "pg_trgm", "pgcrypto"}) {
      execute("family", "create extension if not exists " + extension);
    }
    assertThatThrownBy(() -> connect("basket", "family", secrets.of("family")).close())
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> connect("family", "family", "guess").close())
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> execute("family", "create role another"))
        .hasMessageContaining("permission denied");
  }

  private PostgresServer start() throws IOException {
    return PostgresServer.start(folder, port, secrets.of("postgres"));
  }

  private Postmaster postmaster() throws IOException {
    return Postmaster.on(folder.resolve("data")).orElseThrow();
  }

  private Connection connect(String database, String user, String password) throws SQLException {
    int at = server == null ? port : server.port();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + at + "/" + database, user, password);
  }

  private void execute(String name, String statement) throws SQLException {
    try (var connection = connect(name, name, secrets.of(name))) {
      connection.createStatement().execute(statement);
    }
  }

  private String query(String name, String query) throws SQLException {
    try (var connection = connect(name, name, secrets.of(name));
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
