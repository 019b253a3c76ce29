package org.retzef.training.fileimport;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;

/**
 * A row of a file.
 *
 * @param number counted from 1, without the header
 */
public record FileRow(long number, Map<String, String> values) {

  /** Empty where the row has no such value. */
  public String get(String field) {
    return values.getOrDefault(field, "");
  }

  /** Fails with {@link RowRefused}. */
  public UUID id(String field) {
    try {
      return UUID.fromString(get(field));
    } catch (IllegalArgumentException malformed) {
      throw new RowRefused(field, "id-invalid");
    }
  }

  /** Fails with {@link RowRefused}. */
  public LocalDate day(String field) {
    try {
      return LocalDate.parse(get(field));
    } catch (DateTimeParseException malformed) {
      throw new RowRefused(field, "date-invalid");
    }
  }

  /** Fails with {@link RowRefused} unless the value has this form. */
  public String matching(String field, String form) {
    String value = get(field);
    if (!value.matches(form)) {
      throw new RowRefused(field, value.isEmpty() ? "required" : "value-invalid");
    }
    return value;
  }
}
