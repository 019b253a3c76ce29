package org.retzef.basket.request;

import java.util.List;
import java.util.UUID;

/**
 * The written answer to a request (Welfare Services Law 1958, s. 2), to be handed over or read out.
 *
 * @param direction {@code rtl} or {@code ltr}
 * @param lines in the order of reading
 */
record WrittenAnswer(
    UUID requestId, String language, String direction, String title, List<String> lines) {

  /** Not the lines: a note is free text. */
  @Override
  public String toString() {
    return "WrittenAnswer " + requestId;
  }
}
