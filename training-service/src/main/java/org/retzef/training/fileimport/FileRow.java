package org.retzef.training.fileimport;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;

/**
 * A row of a file. What cannot be read is noted, and something harmless stands in its place, so
 * that a reader comes to the end of the row and every fault of it is told.
 */
public final class FileRow {

  private static final UUID NO_ID = new UUID(0, 0);
  private static final UnitPath NO_UNIT = new UnitPath("IL");

  private final long number;
  private final Map<String, String> values;
  private final List<RowFault> faults = new ArrayList<>();

  FileRow(long number, Map<String, String> values) {
    this.number = number;
    this.values = values;
  }

  /** Counted from 1, without the header. */
  public long number() {
    return number;
  }

  /** Empty where the row has no such value. */
  public String get(String field) {
    return values.getOrDefault(field, "");
  }

  public UUID id(String field) {
    try {
      return UUID.fromString(get(field));
    } catch (IllegalArgumentException malformed) {
      note(field, "id-invalid");
      return NO_ID;
    }
  }

  public LocalDate day(String field) {
    try {
      return LocalDate.parse(get(field));
    } catch (DateTimeParseException malformed) {
      note(field, "date-invalid");
      return LocalDate.EPOCH;
    }
  }

  public UnitPath unit(String field) {
    try {
      return new UnitPath(get(field));
    } catch (IllegalArgumentException malformed) {
      note(field, "unit-invalid");
      return NO_UNIT;
    }
  }

  /** From 1 to 999,999. */
  public int count(String field) {
    String digits = matching(field, "[1-9][0-9]{0,5}");
    return faults.isEmpty() ? Integer.parseInt(digits) : 0;
  }

  public String matching(String field, String form) {
    String value = get(field);
    if (!value.matches(form)) {
      note(field, "value-invalid");
    }
    return value;
  }

  private void note(String field, String code) {
    faults.add(new RowFault(number, field, get(field).isEmpty() ? "required" : code));
  }

  List<RowFault> faults() {
    return faults;
  }
}
