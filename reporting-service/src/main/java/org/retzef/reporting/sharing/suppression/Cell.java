package org.retzef.reporting.sharing.suppression;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.reporting.sharing.agreement.AgeBand;
import org.retzef.reporting.sharing.agreement.PlaceLevel;
import org.retzef.reporting.sharing.agreement.Terms;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.household.Household.Home;

/**
 * A kind of families, as finely as it is counted. What cannot be told of a cell is told of the next
 * coarser one: first the authority is left out, then the age, the programme, the district.
 *
 * @param place an authority, a district or the country
 * @param programme null for any
 * @param ageFrom the first year of the head's age band; null for any
 */
record Cell(String place, @Nullable String programme, @Nullable Integer ageFrom) {

  static final String COUNTRY = "IL";

  /** For heads whose age nobody knows. */
  static final int UNKNOWN_AGE = -1;

  /** The finest cells first. */
  static final Comparator<Cell> FINEST_FIRST =
      Comparator.comparing(Cell::coarseness).thenComparing(Cell::toString);

  /** The cell of a family that is in a programme on that day. */
  static Optional<Cell> of(Household household, LocalDate day) {
    Home home = household.home();
    if (home == null || !household.counts()) {
      return Optional.empty();
    }
    return household
        .activeEnrolment(day)
        .map(
            enrolment ->
                new Cell(
                    PlaceLevel.AUTHORITY.of(new UnitPath(home.unit())).path(),
                    enrolment.programme(),
                    home.headAge(day)
                        .map(age -> AgeBand.of(age, Terms.AGE_CUTS).from())
                        .orElse(UNKNOWN_AGE)));
  }

  private int coarseness() {
    if (place.equals(COUNTRY)) {
      return 4;
    }
    if (programme == null) {
      return 3;
    }
    if (ageFrom == null) {
      return 2;
    }
    return isDistrict() ? 1 : 0;
  }

  private boolean isDistrict() {
    return place.indexOf('.') == place.lastIndexOf('.');
  }

  /** The next coarser one; empty for the country as a whole. */
  Optional<Cell> coarser() {
    String district = PlaceLevel.DISTRICT.of(new UnitPath(place)).path();
    return switch (coarseness()) {
      case 0 -> Optional.of(new Cell(district, programme, ageFrom));
      case 1 -> Optional.of(new Cell(district, programme, null));
      case 2 -> Optional.of(new Cell(district, null, null));
      case 3 -> Optional.of(new Cell(COUNTRY, null, null));
      default -> Optional.empty();
    };
  }
}
