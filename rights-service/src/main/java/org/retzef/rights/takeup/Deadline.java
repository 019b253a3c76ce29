package org.retzef.rights.takeup;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that must be done by a day.
 *
 * @param dueBasis the law that says so; null where somebody set the day
 */
record Deadline(
    LocalDate dueOn,
    UUID caseId,
    int step,
    UUID familyId,
    Step.Kind kind,
    Step.@Nullable Authority authority,
    @Nullable String dueBasis) {

  static Deadline of(Readable row) {
    String authority = row.get("authority", String.class);
    return new Deadline(
        row.get("due_on", LocalDate.class),
        row.get("case_id", UUID.class),
        row.get("number", Integer.class),
        row.get("family_id", UUID.class),
        Step.Kind.valueOf(row.get("kind", String.class)),
        authority == null ? null : Step.Authority.valueOf(authority),
        row.get("due_basis", String.class));
  }

  String place() {
    return dueOn + "/" + caseId + "/" + step;
  }

  /** Where a page goes on. */
  record Place(LocalDate dueOn, UUID caseId, int step) {

    static final Place FIRST = new Place(LocalDate.of(1900, 1, 1), new UUID(0, 0), 0);

    static Place of(String key) {
      String[] parts = key.split("/", 3);
      if (parts.length < 3 || !parts[0].matches("\\d{4}-\\d{2}-\\d{2}")) {
        throw new IllegalArgumentException("cursor-invalid");
      }
      try {
        return new Place(
            LocalDate.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
      } catch (java.time.DateTimeException forged) {
        throw new IllegalArgumentException("cursor-invalid", forged);
      }
    }
  }
}
