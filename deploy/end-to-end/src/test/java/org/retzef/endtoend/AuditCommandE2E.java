package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Platform.Result;

/** {@code ./retzef audit}, where nothing was touched and where the database's owner was at work. */
class AuditCommandE2E {

  private static final String TRIGGERS =
      """
      do $$ declare one regclass; begin
        for one in select 'audit_line'::regclass union all
                   select inhrelid::regclass from pg_inherits where inhparent = 'audit_line'::regclass
        loop execute format('alter table %%s %s trigger user', one); end loop;
      end $$
      """;

  private final Platform platform = Platform.running();

  @Test
  void saysWhereTheChainIsBroken() throws Exception {
    new Story(platform, "501234573").registersAFamilyWithTwoChildren();
    Caller worker = new Caller(platform, "worker");
    for (int read = 0; read < 3; read++) {
      worker.get("/api/v1/families").expect(200);
    }
    try (Connection owner = database()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60)) // a line is sealed within ten seconds
          .until(() -> number(owner, "select max(position) from audit_line") > 2);
      assertThat(audit().output()).contains("unbroken").contains("lines, up to the hash");
      long position = number(owner, "select max(position) from audit_line") - 1;
      run(owner, TRIGGERS.formatted("disable"));
      rename(owner, position, "actor || '-nobody'");
      Result broken = audit();
      rename(owner, position, "left(actor, -length('-nobody'))");
      run(owner, TRIGGERS.formatted("enable"));
      assertThat(broken.code()).as(broken.output()).isEqualTo(1);
      assertThat(broken.output()).contains("broken at line " + position + " of the chain: CHANGED");
    }
    assertThat(audit().code()).isZero();
  }

  private Result audit() {
    return platform.retzef("audit");
  }

  private static void rename(Connection owner, long position, String actor) throws SQLException {
    run(owner, "update audit_line set actor = %s where position = %d".formatted(actor, position));
  }

  private Connection database() throws IOException, SQLException {
    Path home = platform.home();
    List<String> server = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"));
    var secrets = new Properties();
    try (var file = Files.newBufferedReader(home.resolve("keys/secrets.properties"))) {
      secrets.load(file);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.get(3) + "/family",
        "family",
        secrets.getProperty("family"));
  }

  private static long number(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  private static void run(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
