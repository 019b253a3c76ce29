package org.retzef.family.unit;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;

/**
 * A unit as it is kept and shown.
 *
 * @param cbsCode of a local authority: its code at the Central Bureau of Statistics
 * @param socioEconomicCluster 1 (lowest) to 10, of the CBS index of 2019
 * @param hasNoshmim whether Noshmim runs there, by the ministry's public list of 2023
 * @param hasOtzmaCentre whether an Otzma centre runs there, by the same list or since one was added
 * @param openedOn first day, null where it is not known
 * @param closedOn last day, null while it is open
 */
public record Unit(
    UnitPath path,
    Kind kind,
    String nameHe,
    @Nullable String nameEn,
    @Nullable String cbsCode,
    @Nullable Integer socioEconomicCluster,
    boolean hasNoshmim,
    boolean hasOtzmaCentre,
    @Nullable LocalDate openedOn,
    @Nullable LocalDate closedOn,
    long version) {

  /** What a unit is; its place in the tree decides it. */
  public enum Kind {
    COUNTRY,
    DISTRICT,
    AUTHORITY,
    DEPARTMENT,
    OTZMA_CENTRE
  }

  /** Whether a path leads to a department, if to anything. */
  public static boolean isDepartment(UnitPath path) {
    return path.path().chars().filter(letter -> letter == '.').count() == Kind.DEPARTMENT.ordinal();
  }

  /** What is not known to have begun or ended counts as open. */
  public boolean isOpenOn(LocalDate day) {
    return (openedOn == null || !openedOn.isAfter(day))
        && (closedOn == null || !closedOn.isBefore(day));
  }

  Unit changedBy(ChangeUnitRequest change) {
    return new Unit(
        path,
        kind,
        change.nameHe() == null ? nameHe : change.nameHe(),
        change.nameEn() == null ? nameEn : change.nameEn(),
        cbsCode,
        change.socioEconomicCluster() == null
            ? socioEconomicCluster
            : change.socioEconomicCluster(),
        change.hasNoshmim() == null ? hasNoshmim : change.hasNoshmim(),
        hasOtzmaCentre,
        change.openedOn() == null ? openedOn : change.openedOn(),
        change.closedOn() == null ? closedOn : change.closedOn(),
        version + 1);
  }

  /** The authority that this unit belongs to; the unit itself, if it is one. */
  static UnitPath authorityOf(UnitPath path) {
    String[] labels = path.path().split("\\.");
    return new UnitPath(String.join(".", Arrays.copyOf(labels, 3)));
  }
}
