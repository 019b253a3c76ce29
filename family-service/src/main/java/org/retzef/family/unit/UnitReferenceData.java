package org.retzef.family.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.family.ReferenceFile;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.outbox.Event;
import org.retzef.platform.outbox.Outbox;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The tree as it is publicly known, for an empty database: four districts, 255 authorities, the
 * department that each must keep (Welfare Services Law 1958, s. 2) and the Otzma centres. Sources
 * stand in {@code reference/README.md}.
 */
@Component
@Order(1)
@ConditionalOnBooleanProperty("retzef.reference-data")
class UnitReferenceData implements ApplicationRunner {

  /**
   * The newsletter that names the chosen operators [S1] is of this day; no earlier one is known.
   */
  private static final LocalDate OPERATORS_KNOWN_SINCE = LocalDate.of(2020, 9, 18);

  private static final UnitPath COUNTRY = new UnitPath("IL");

  private final Units units;
  private final Operators operators;
  private final CentreLocalities localities;
  private final Commands commands;
  private final Outbox outbox;

  UnitReferenceData(
      Units units,
      Operators operators,
      CentreLocalities localities,
      Commands commands,
      Outbox outbox) {
    this.units = units;
    this.operators = operators;
    this.localities = localities;
    this.commands = commands;
    this.outbox = outbox;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands
        .run(() -> units.isEmpty().filter(Boolean::booleanValue).flatMap(empty -> load()))
        .block();
  }

  private Mono<Boolean> load() {
    List<Unit> tree = new ArrayList<>();
    tree.add(unit(COUNTRY, Unit.Kind.COUNTRY, "ישראל", "Israel"));
    List<OperatorRow> districts =
        ReferenceFile.rows("districts.csv").stream().map(OperatorRow::of).toList();
    districts.forEach(
        row -> tree.add(unit(row.district, Unit.Kind.DISTRICT, row.nameHe, row.nameEn)));
    ReferenceFile.rows("authorities.csv").forEach(row -> tree.addAll(authority(row)));
    List<Event> news = new ArrayList<>(tree.stream().map(UnitReferenceData::told).toList());
    districts.forEach(row -> news.add(row.assigned()));
    return units
        .insert(tree)
        .thenMany(Flux.fromIterable(districts))
        .concatMap(row -> operators.insert(row.district, row.operator))
        .then(localities.insertOwnLocalities())
        .then(outbox.append(news))
        .thenReturn(true);
  }

  /** The authority, its department, and the department's Otzma centre where there is one. */
  private static List<Unit> authority(String[] row) {
    UnitPath path = new UnitPath(COUNTRY + "." + row[1] + ".A" + row[0]);
    boolean otzma = Boolean.parseBoolean(row[6]);
    List<Unit> units = new ArrayList<>();
    units.add(
        new Unit(
            path,
            Unit.Kind.AUTHORITY,
            row[2],
            row[3],
            row[0],
            Integer.valueOf(row[4]),
            Boolean.parseBoolean(row[5]),
            otzma,
            null,
            null,
            1));
    UnitPath department = new UnitPath(path + ".D1");
    units.add(
        unit(
            department,
            Unit.Kind.DEPARTMENT,
            "המחלקה לשירותים חברתיים, " + row[2],
            "Social services department, " + row[3]));
    if (otzma) {
      units.add(
          unit(
              new UnitPath(department + ".C1"),
              Unit.Kind.OTZMA_CENTRE,
              "מרכז עוצמה, " + row[2],
              "Otzma centre, " + row[3]));
    }
    return units;
  }

  private static Unit unit(UnitPath path, Unit.Kind kind, String nameHe, @Nullable String nameEn) {
    return new Unit(path, kind, nameHe, nameEn, null, null, false, false, null, null, 1);
  }

  private static UnitEvent.Changed told(Unit unit) {
    boolean centre = unit.kind() == Unit.Kind.OTZMA_CENTRE;
    return UnitEvent.Changed.of(unit, centre ? List.of(Unit.authorityOf(unit.path())) : List.of());
  }

  private record OperatorRow(UnitPath district, String nameHe, String nameEn, Operator operator) {

    static OperatorRow of(String[] row) {
      return new OperatorRow(
          new UnitPath(COUNTRY + "." + row[0]),
          row[1],
          row[2],
          new Operator(row[3], row[4], row[5], OPERATORS_KNOWN_SINCE, null));
    }

    UnitEvent.OperatorAssigned assigned() {
      return new UnitEvent.OperatorAssigned(
          district, operator.code(), operator.from(), operator.until());
    }
  }
}
