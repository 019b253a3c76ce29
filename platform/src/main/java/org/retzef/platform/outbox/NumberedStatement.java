package org.retzef.platform.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * A statement whose parameters have numbers in place of their names. Made once for each text: where
 * Spring does it, it is done for each call, which of a long statement costs more than reading what
 * the client sent.
 *
 * @param names of the parameters in the order of their numbers
 */
record NumberedStatement(String sql, List<String> names) {

  /** Texts are put together from a few constants, so there are only as many as commands. */
  private static final Map<String, NumberedStatement> KNOWN = new ConcurrentHashMap<>();

  private static final Pattern NAME = Pattern.compile("'[^']*'|::|:(\\w+)");

  /**
   * @param named parameters as {@code :name}
   */
  static NumberedStatement of(String named) {
    return KNOWN.computeIfAbsent(named, NumberedStatement::number);
  }

  private static NumberedStatement number(String named) {
    List<String> names = new ArrayList<>();
    String sql =
        NAME.matcher(named)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) == null
                            ? found.group()
                            : "$" + numberOf(found.group(1), names)));
    return new NumberedStatement(sql, List.copyOf(names));
  }

  private static int numberOf(String name, List<String> names) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return names.indexOf(name) + 1;
  }

  DatabaseClient.GenericExecuteSpec with(Map<String, ?> values, DatabaseClient database) {
    return database
        .sql(sql)
        .bindValues(
            names.stream().map(name -> Objects.requireNonNull(values.get(name), name)).toList());
  }
}
