package org.retzef.platform.outbox;

import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What is written within another's statement: a command that is given often saves a round trip, and
 * the driver's work for it, with each statement less (decision 0038).
 *
 * @param sql common table expressions, each with a comma behind it
 * @param bindings of its parameters; no other part of the statement may use their names
 */
public record StatementPart(String sql, UnaryOperator<DatabaseClient.GenericExecuteSpec> bindings) {

  public static final StatementPart NOTHING = new StatementPart("", UnaryOperator.identity());

  /** In place of a table expression whose one row says that something has happened. */
  public static final String ALWAYS = "(values (1)) as always";

  /** Both, this one first. */
  public StatementPart and(StatementPart other) {
    return new StatementPart(
        sql + other.sql, statement -> other.bindings.apply(bindings.apply(statement)));
  }

  /**
   * The statement that it is part of, its own parameters bound.
   *
   * @param rest what follows the common table expressions
   */
  public DatabaseClient.GenericExecuteSpec before(String rest, DatabaseClient database) {
    return bindings.apply(database.sql("with " + sql + rest));
  }
}
