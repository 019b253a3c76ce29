package org.retzef.platform.outbox;

import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** Looks into the tables from outside of any transaction of the test. */
record Rows(DatabaseClient database) {

  <T> List<T> all(Class<T> type, String sql, Object... parameters) {
    var statement = database.sql(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement = statement.bind(i, parameters[i]);
    }
    return Objects.requireNonNull(statement.mapValue(type).all().collectList().block());
  }

  long count(String sql, Object... parameters) {
    return all(Long.class, "select count(*) from " + sql, parameters).getFirst();
  }

  long execute(String sql, Object... parameters) {
    var statement = database.sql(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement = statement.bind(i, parameters[i]);
    }
    return Objects.requireNonNull(statement.fetch().rowsUpdated().block());
  }
}
