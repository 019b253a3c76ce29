package org.retzef.reporting.siteuse;

import org.jspecify.annotations.Nullable;

/**
 * A department's use of the site in a time, and its traits.
 *
 * @param families that are in it on the last day: its size; null where they are so few that they
 *     are hidden from the caller
 * @param trained people who came to sessions until the last day; who came twice counts twice; null
 *     where they are hidden
 * @param cluster socio-economic, of its authority: 1 to 10; null where it is not known
 * @param entries null where the visitors are so few that they are hidden
 * @param entriesPerHundredFamilies null without families or where they are hidden, like the next
 */
record Department(
    String unit,
    @Nullable String nameHe,
    @Nullable Long families,
    @Nullable Long trained,
    @Nullable Integer cluster,
    @Nullable Long entries,
    @Nullable Double entriesPerHundredFamilies,
    @Nullable Double trainedPerHundredFamilies) {

  static Department of(
      String unit,
      @Nullable String nameHe,
      @Nullable Long families,
      @Nullable Long trained,
      @Nullable Integer cluster,
      @Nullable Long entries) {
    return new Department(
        unit,
        nameHe,
        families,
        trained,
        cluster,
        entries,
        perHundred(entries, families),
        perHundred(trained, families));
  }

  /** Whether the caller sees all of it. */
  boolean hidesNothing() {
    return families != null && trained != null && entries != null;
  }

  static @Nullable Double perHundred(@Nullable Long count, @Nullable Long families) {
    return count == null || families == null || families == 0
        ? null
        : Math.round(1000.0 * count / families) / 10.0;
  }
}
