package org.retzef.family.form;

import java.util.Map;

/**
 * Answers that fit their form.
 *
 * @param coded what can be counted, and names nobody
 * @param texts what was written in words: to be sealed
 */
public record CheckedAnswers(Map<String, Object> coded, Map<String, Object> texts) {

  @Override
  public String toString() {
    return "CheckedAnswers";
  }
}
