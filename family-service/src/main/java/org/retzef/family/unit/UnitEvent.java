package org.retzef.family.unit;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.outbox.Event;

/** What happens to units; other services keep a copy of the tree from it. */
sealed interface UnitEvent extends Event {

  UnitPath unit();

  @Override
  default String topic() {
    return "retzef.organisation.events";
  }

  @Override
  default String aggregateType() {
    return "unit";
  }

  @Override
  default String aggregateId() {
    return unit().path();
  }

  /**
   * @param localities of an Otzma centre: the authorities that it serves now
   */
  record Changed(
      UnitPath unit,
      Unit.Kind kind,
      String nameHe,
      @Nullable String nameEn,
      @Nullable String cbsCode,
      @Nullable Integer socioEconomicCluster,
      boolean hasNoshmim,
      boolean hasOtzmaCentre,
      @Nullable LocalDate openedOn,
      @Nullable LocalDate closedOn,
      List<UnitPath> localities)
      implements UnitEvent {

    static Changed of(Unit unit, List<UnitPath> localities) {
      return new Changed(
          unit.path(),
          unit.kind(),
          unit.nameHe(),
          unit.nameEn(),
          unit.cbsCode(),
          unit.socioEconomicCluster(),
          unit.hasNoshmim(),
          unit.hasOtzmaCentre(),
          unit.openedOn(),
          unit.closedOn(),
          localities);
    }

    @Override
    public String type() {
      return "org.retzef.unit.changed.v1";
    }
  }

  record OperatorAssigned(UnitPath unit, String operator, LocalDate from, @Nullable LocalDate until)
      implements UnitEvent {

    @Override
    public String type() {
      return "org.retzef.operator.assigned.v1";
    }
  }
}
