package org.retzef.reporting.siteuse;

import org.jspecify.annotations.Nullable;

/**
 * A department's use of the site in a time, and its traits.
 *
 * @param families registered in it until the last day: its size; null where they are so few that
 *     they are hidden from the caller
 * @param trained people who came to sessions until the last day; who came twice counts twice
 * @param cluster socio-economic, of its authority: 1 to 10; null where it is not known
 * @param entriesPerHundredFamilies null without families or where they are hidden, like the next
 */
record Department(
    String unit,
    @Nullable String nameHe,
    @Nullable Long families,
    long trained,
    @Nullable Integer cluster,
    long entries,
    @Nullable Double entriesPerHundredFamilies,
    @Nullable Double trainedPerHundredFamilies) {

  static Department of(
      String unit,
      @Nullable String nameHe,
      @Nullable Long families,
      long trained,
      @Nullable Integer cluster,
      long entries) {
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

  static @Nullable Double perHundred(long count, @Nullable Long families) {
    return families == null || families == 0 ? null : Math.round(1000.0 * count / families) / 10.0;
  }
}
