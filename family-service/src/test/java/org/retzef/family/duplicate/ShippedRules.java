package org.retzef.family.duplicate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** The rules that a new database has, read from its migration. */
final class ShippedRules {

  private static final Pattern SHOWN = Pattern.compile("\\(1, '2015-01-01', ([0-9]+), ");
  private static final Pattern RULE = Pattern.compile("\\(1, '([A-Z_]+)', +([0-9]+), ([0-9]+)\\)");

  private ShippedRules() {}

  static DuplicateRules read() {
    String sql = migration();
    var shown = SHOWN.matcher(sql);
    if (!shown.find()) {
      throw new AssertionError("No set of rules in the migration");
    }
    List<DuplicateRule> rules =
        RULE.matcher(sql)
            .results()
            .map(
                row ->
                    new DuplicateRule(
                        DuplicateRule.Code.valueOf(row.group(1)),
                        Integer.valueOf(row.group(2)),
                        Integer.valueOf(row.group(3))))
            .toList();
    return new DuplicateRules(
        1,
        LocalDate.of(2015, 1, 1),
        Integer.valueOf(shown.group(1)),
        rules,
        "retzef",
        Instant.EPOCH);
  }

  private static String migration() {
    try {
      return Files.readString(Path.of("src/main/resources/db/migration/V21__duplicates.sql"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
