package org.retzef.training.project;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a project is to reach by a day.
 *
 * @param overdue whether that day is over and it is not done
 */
record Milestone(
    UUID id,
    String code,
    LocalDate dueOn,
    @Nullable LocalDate doneOn,
    boolean overdue,
    long version) {

  /** What every project of a year is to reach [S3]. */
  static Map<String, LocalDate> ofYear(int year) {
    Map<String, LocalDate> days = new LinkedHashMap<>();
    days.put("AGREEMENT", LocalDate.of(year, 2, 15));
    days.put("FIRST_LETTERS", LocalDate.of(year, 2, 15));
    days.put("BASIC_TOOLBOX", LocalDate.of(year, 2, 15));
    for (int month : new int[] {3, 5, 7, 9}) {
      days.put("STEERING_" + month, MonthDay.of(month, 1).atYear(year));
    }
    days.put("HALF_YEAR_SUMMARY", LocalDate.of(year, 6, 30));
    days.put("REPORT", LocalDate.of(year, 10, 15));
    days.put("YEAR_SUMMARY", LocalDate.of(year, 12, 31));
    return days;
  }
}
