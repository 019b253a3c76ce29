package org.retzef.family.unit;

import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A unit as it is kept and shown.
 *
 * @param cbsCode of a local authority: its code at the Central Bureau of Statistics
 * @param socioEconomicCluster 1 (lowest) to 10, of the CBS index of 2019
 * @param hasNoshmim whether Noshmim runs there, by the ministry's public list of 2023
 * @param hasOtzmaCentre whether an Otzma centre runs there, by the same list
 */
record Unit(
    UnitPath path,
    Kind kind,
    String nameHe,
    @Nullable String nameEn,
    @Nullable String cbsCode,
    @Nullable Integer socioEconomicCluster,
    boolean hasNoshmim,
    boolean hasOtzmaCentre,
    long version) {

  enum Kind {
    COUNTRY,
    DISTRICT,
    AUTHORITY,
    DEPARTMENT,
    OTZMA_CENTRE
  }
}
