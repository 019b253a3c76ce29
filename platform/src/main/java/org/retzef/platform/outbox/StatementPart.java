package org.retzef.platform.outbox;

import io.r2dbc.spi.Parameters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What is written within another's statement: a command that is given often saves a round trip, and
 * the driver's work for it, with each statement less (decision 0038).
 *
 * @param sql common table expressions, each with a comma behind it; of the last part, what follows
 *     them
 * @param values of its parameters by their names; no other part of the statement may use these
 */
public record StatementPart(String sql, Map<String, ?> values) {

  public static final StatementPart NOTHING = new StatementPart("", Map.of());

  /** In place of a table expression whose one row says that something has happened. */
  public static final String ALWAYS = "(values (1)) as always";

  /** A parameter's value, which may be none. */
  public static Object valueOf(Class<?> type, @Nullable Object value) {
    return value == null ? Parameters.in(type) : value;
  }

  /** Both, this one first. */
  public StatementPart and(StatementPart other) {
    Map<String, Object> both = HashMap.newHashMap(values.size() + other.values.size());
    both.putAll(values);
    both.putAll(other.values);
    return new StatementPart(sql + other.sql, both);
  }

  /** The statement, if this is all of its parts. */
  public DatabaseClient.GenericExecuteSpec whole(DatabaseClient database) {
    return NumberedStatement.of("with " + sql).with(values, database);
  }
}
