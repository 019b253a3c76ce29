package org.retzef.family.familyimport;

import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.retzef.family.enrolment.EarlierEnrolments;

/**
 * Families that are loaded together.
 *
 * @param marks of their keys, in the same order
 * @param rows of each family the first
 */
record Batch(
    UUID importId, UUID id, List<Long> marks, List<Integer> rows, List<ImportedFamily> families) {

  /** As many as the outbox appends in one statement. */
  static final int SIZE = 500;

  /** What is sealed of it. */
  record Sealed(List<ImportedFamily> families) {

    @Override
    public String toString() {
      return "Sealed";
    }
  }

  /** Whether any of its families is enrolled somewhere now. */
  boolean hasEnrolled() {
    return newcomers().stream().anyMatch(EarlierEnrolments.Newcomers::areEnrolled);
  }

  List<EarlierEnrolments.Newcomers> newcomers() {
    return places(place -> true).mapToObj(i -> families.get(i).newcomers(marks.get(i))).toList();
  }

  /** The families in some of its places. */
  Batch only(IntPredicate wanted) {
    List<Integer> places = places(wanted).boxed().toList();
    return new Batch(
        importId,
        id,
        places.stream().map(marks::get).toList(),
        places.stream().map(rows::get).toList(),
        places.stream().map(families::get).toList());
  }

  private IntStream places(IntPredicate wanted) {
    return IntStream.range(0, families.size()).filter(wanted);
  }

  @Override
  public String toString() {
    return "Batch " + id;
  }
}
