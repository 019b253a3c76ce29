package org.retzef.reporting.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.fold.Change;
import org.retzef.reporting.fold.Fact;
import org.retzef.reporting.fold.Projection;
import org.retzef.reporting.fold.Reading;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;

/**
 * A centre counts from its opening, or from the day on which it was told first if nobody knows that
 * day. The localities that it serves count once, whoever else serves them; a centre that names none
 * serves its own authority. Those that it serves first count from its opening, later ones from the
 * day on which they are told, and until the one on which they are left out.
 */
@Component
class OrganisationProjection implements Projection {

  private final UnitNames names;

  OrganisationProjection(UnitNames names) {
    this.names = names;
  }

  record Unit(
      String unit,
      String kind,
      @Nullable LocalDate openedOn,
      @Nullable LocalDate closedOn,
      @Nullable List<String> localities) {

    boolean isCentre() {
      return kind.equals("OTZMA_CENTRE");
    }

    List<String> served() {
      return localities == null || localities.isEmpty() ? List.of(authority()) : localities;
    }

    /** Country, district and authority: {@code IL.SOUTH.A2630}. */
    String authority() {
      return String.join(".", List.of(unit.split("\\.")).subList(0, 3));
    }
  }

  record Joined(UUID serviceUserId, String centre, LocalDate joinedOn, boolean familyMember) {}

  record Left(UUID serviceUserId, String centre, LocalDate leftOn) {}

  @Override
  public void read(Reading reading) {
    reading
        .on("unit.changed", Unit.class, OrganisationProjection::unit)
        .keep("unit.changed", UnitNames.Named.class, names::keep)
        .on("service-user.joined", Joined.class, told -> joined(told.data()))
        .on("service-user.left", Left.class, told -> left(told.data()));
  }

  @Override
  public List<String> tables() {
    return List.of("unit_name");
  }

  private static List<Change> unit(Told<Unit> told) {
    Unit unit = told.data();
    if (!unit.isCentre()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    centre(changes, Fact.of("otzma_centres", unit.unit(), unit.unit()), told);
    List<Fact> served =
        unit.served().stream()
            .distinct()
            .map(one -> Fact.of("localities", unit.unit(), one).counting(one))
            .toList();
    changes.add(
        new Change.Only(
            "localities", unit.unit(), served, told.day(), unit.openedOn(), unit.closedOn()));
    return changes;
  }

  private static void centre(List<Change> changes, Fact fact, Told<Unit> told) {
    LocalDate opened = told.data().openedOn();
    LocalDate closed = told.data().closedOn();
    if (opened == null) {
      changes.add(Change.begin(fact, told.day()));
      if (closed != null) {
        changes.add(new Change.End(fact.measure(), fact.source(), closed));
      }
    } else {
      changes.add(new Change.Put(fact, opened, closed));
    }
  }

  private static List<Change> joined(Joined data) {
    return List.of(
        Change.begin(
            Fact.of("otzma_service_users", stay(data.serviceUserId(), data.centre()), data.centre())
                .counting(data.serviceUserId())
                .with("family", data.familyMember() ? "MEMBER" : "NONE"),
            data.joinedOn()));
  }

  private static List<Change> left(Left data) {
    return List.of(
        new Change.End(
            "otzma_service_users",
            stay(data.serviceUserId(), data.centre()),
            data.leftOn().minusDays(1)));
  }

  private static String stay(UUID serviceUser, String centre) {
    return serviceUser + " " + centre;
  }
}
