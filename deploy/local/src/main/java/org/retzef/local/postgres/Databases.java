package org.retzef.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.retzef.local.settings.Secrets;

/**
 * One database and one role of the same name for each service. A role owns its database, may
 * therefore create trusted extensions there (ltree, btree_gist, pg_trgm, pgcrypto), and can connect
 * to no other.
 */
public final class Databases {
  private Databases() {}

  /** Creates what is missing and sets the passwords of today. */
  public static void create(PostgresServer server, Secrets secrets) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("revoke connect on database postgres from public");
      for (String name : Secrets.DATABASES) {
        create(statement, name, secrets.of(name));
      }
    }
  }

  private static void create(Statement statement, String name, String password)
      throws SQLException {
    if (!exists(statement, "select from pg_roles where rolname = '" + name + "'")) {
      statement.execute("create role " + name);
    }
    statement.execute("alter role " + name + " login password '" + password + "'");
    if (!exists(statement, "select from pg_database where datname = '" + name + "'")) {
      statement.execute("create database " + name + " owner " + name);
    }
    statement.execute("revoke connect, temporary on database " + name + " from public");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
