package org.retzef.reporting.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A measure, or one trait of it: {@code otzma_centres}, {@code sessions_held[mode=REMOTE]}.
 *
 * @param dimension empty for the whole, like the value
 */
public record Term(String measure, String dimension, String value) {

  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z_]*)(?:\\[([a-z]+)=([A-Za-z0-9_-]+)])?");

  public static Term parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("No term: " + text);
    }
    return form.group(2) == null
        ? new Term(form.group(1), "", "")
        : new Term(form.group(1), form.group(2), form.group(3));
  }

  public boolean isWhole() {
    return dimension.isEmpty();
  }
}
