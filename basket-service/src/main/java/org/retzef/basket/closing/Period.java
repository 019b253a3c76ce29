package org.retzef.basket.closing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/** A month, {@code 2026-10}, or a year, {@code 2026}. */
@Schema(type = "string", pattern = "^20[0-9]{2}(-(0[1-9]|1[0-2]))?$", example = "2026-10")
record Period(@JsonValue String text) {

  private static final Pattern FORM = Pattern.compile("20[0-9]{2}(-(0[1-9]|1[0-2]))?");
  private static final int LENGTH_OF_YEAR = 4;

  @JsonCreator
  Period {
    if (text == null || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("period-invalid");
    }
  }

  private boolean isYear() {
    return text.length() == LENGTH_OF_YEAR;
  }

  private int year() {
    return Integer.parseInt(text.substring(0, LENGTH_OF_YEAR));
  }

  /** The last that is over for good when this period is closed: itself, or the one before. */
  int lastYear() {
    return isYear() ? year() : year() - 1;
  }

  LocalDate lastDay() {
    return isYear() ? LocalDate.of(year(), 12, 31) : YearMonth.parse(text).atEndOfMonth();
  }
}
