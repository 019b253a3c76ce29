package org.retzef.reporting.sharing.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Years of age that are told as one.
 *
 * @param until last year of it; null for the last band
 */
public record AgeBand(int from, @Nullable Integer until) {

  /**
   * The band that an age belongs to; the first one takes who is younger.
   *
   * @param beginnings the first year of each, rising
   */
  public static AgeBand of(int age, List<Integer> beginnings) {
    AgeBand found = null;
    for (int i = 0; i < beginnings.size() && (found == null || beginnings.get(i) <= age); i++) {
      boolean last = i + 1 == beginnings.size();
      found = new AgeBand(beginnings.get(i), last ? null : beginnings.get(i + 1) - 1);
    }
    if (found == null) {
      throw new IllegalArgumentException("There is no band");
    }
    return found;
  }
}
