package org.retzef.family.rowimport;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line of a file.
 *
 * @param number counted from 1, blank ones included
 */
record Line(int number, String text) {

  /** Those of a file that are not blank. */
  static List<Line> of(String file) {
    AtomicInteger number = new AtomicInteger();
    return file.lines()
        .map(text -> new Line(number.incrementAndGet(), text))
        .filter(line -> !line.text().isBlank())
        .toList();
  }

  @Override
  public String toString() {
    return "Line " + number;
  }
}
