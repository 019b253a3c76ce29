package org.retzef.family.familyimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.retzef.family.enrolment.EarlierEnrolments;
import org.retzef.family.rowimport.RowFault;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.RequestBodies;
import reactor.core.publisher.Mono;

/** Reads families as strictly as a registration does, and tells in which row a fault is. */
final class FamilyCheck {

  private final RequestBodies bodies;
  private final Set<UnitPath> departments;
  private final EarlierEnrolments.Rules enrolments;
  private final boolean csv;

  FamilyCheck(
      RequestBodies bodies,
      Set<UnitPath> departments,
      EarlierEnrolments.Rules enrolments,
      boolean csv) {
    this.bodies = bodies;
    this.departments = departments;
    this.enrolments = enrolments;
    this.csv = csv;
  }

  /** What of good families only all of them together can tell: who would be in two at once. */
  Mono<List<List<Fault>>> faultsOfPeople(Batch batch) {
    return enrolments.faultsOfPeople(batch.newcomers());
  }

  /**
   * @param faults learns what is wrong
   * @return the family, whatever else is wrong with it, or none if it cannot be read
   */
  List<ImportedFamily> read(RawFamily raw, List<RowFault> faults) {
    faults.addAll(raw.faults());
    try {
      ImportedFamily family = bodies.read(raw.json(), ImportedFamily.class);
      if (!departments.contains(family.unit())) {
        faults.add(raw.locate("unit", "department-unknown", csv));
      }
      enrolments
          .faults(family.unit(), family.enrolled())
          .forEach(fault -> faults.add(raw.locate(fault.field(), fault.code(), csv)));
      return List.of(family);
    } catch (InvalidInput invalid) {
      List<RowFault> located = new ArrayList<>();
      invalid.faults().forEach(fault -> located.add(raw.locate(fault.field(), fault.code(), csv)));
      faults.addAll(located);
      return List.of();
    }
  }
}
