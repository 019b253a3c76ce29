package org.retzef.family.rowimport;

/**
 * A line of a file that is a row.
 *
 * @param number counted from 1, blank lines included
 */
public record Row<R>(int number, String text, R value) {

  @Override
  public String toString() {
    return "Row " + number;
  }
}
