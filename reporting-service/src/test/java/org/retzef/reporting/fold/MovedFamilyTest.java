package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.fold.ReadSheet.EAST;
import static org.retzef.reporting.fold.ReadSheet.FAMILY;
import static org.retzef.reporting.fold.ReadSheet.WEST;
import static org.retzef.reporting.fold.ReadSheet.answer;
import static org.retzef.reporting.fold.ReadSheet.day;
import static org.retzef.reporting.fold.ReadSheet.fact;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a sheet counts of a family that moves, in whatever order that is told. */
class MovedFamilyTest {

  private final ReadSheet sheet = new ReadSheet();

  @Test
  void goesOnElsewhereAfterAMoveAndEndsThere() {
    sheet.apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        Change.begin(Fact.of("gifts", "g1", WEST).countingFamily(FAMILY), day(0)),
        new Change.Move("active", FAMILY, EAST, day(10)),
        new Change.End("active", "e1", day(20)));
    assertThat(sheet.value(WEST, "", "", day(9))).isEqualTo(1);
    assertThat(sheet.value(WEST, "", "", day(10))).isZero();
    assertThat(sheet.value(EAST, "", "", day(10))).isEqualTo(1);
    assertThat(sheet.value(EAST, "", "", day(20))).isEqualTo(1);
    assertThat(sheet.value("IL", "", "", day(10))).isEqualTo(1);
    assertThat(sheet.value("IL", "", "", day(21))).isZero();
    assertThat(sheet.value("gifts", WEST, "", "", day(15)))
        .as("what was is where it was")
        .isEqualTo(1);
  }

  @Test
  void whatCountsThePlaceOrTheSourceGoesWithAFamilyThatMoves() {
    sheet.apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        Change.begin(Fact.of("places", "e1", WEST).counting("IL.SOUTH.A1"), day(0)),
        Change.begin(Fact.of("places", "e2", WEST).counting("IL.SOUTH.A1"), day(0)),
        Change.begin(Fact.of("cases", "e1 open", WEST).counting("e1"), day(0)),
        new Change.Move("active", List.of("places", "cases"), FAMILY, EAST, day(10)),
        new Change.End("places", "e2", day(20)));
    for (String measure : List.of("places", "cases")) {
      assertThat(sheet.value(measure, EAST, "", "", day(9))).isZero();
      assertThat(sheet.value(measure, EAST, "", "", day(10))).isEqualTo(1);
    }
    assertThat(sheet.value("places", "IL", "", "", day(9))).isEqualTo(1);
    assertThat(sheet.value("places", "IL", "", "", day(10))).isEqualTo(2);
    assertThat(sheet.value("places", "IL", "", "", day(21))).isEqualTo(1);
    assertThat(sheet.value("cases", WEST, "", "", day(10))).isZero();
  }

  @Test
  void theAnswerGoesWithAFamilyThatMovesAlsoIfALaterOneIsToldAfterTheMove() {
    sheet.apply(
        answer("a1", "MORE", day(0)),
        new Change.Move("answers", FAMILY, EAST, day(10)),
        answer("a2", "LESS", day(5)));
    assertThat(sheet.value("answers", WEST, "answer", "MORE", day(4))).isEqualTo(1);
    assertThat(sheet.value("answers", WEST, "answer", "LESS", day(9))).isEqualTo(1);
    assertThat(sheet.value("answers", WEST, "", "", day(10))).isZero();
    assertThat(sheet.value("answers", EAST, "answer", "LESS", day(10))).isEqualTo(1);
    assertThat(sheet.value("answers", EAST, "answer", "MORE", day(10))).isZero();
    assertThat(sheet.value("answers", "IL", "", "", day(10))).isEqualTo(1);
  }

  /** Families and their cases are told of on two topics. */
  @Test
  void whatIsToldLateGoesOnWhereTheFamilyHasMoved() {
    Change begun = Change.begin(fact("e1", FAMILY), day(0));
    Change stands = new Change.Since(Fact.of("cases", "e1 open", WEST).counting("e1"), day(0));
    Change later =
        new Change.Since(Fact.of("cases", "e1 closed", "IL.SOUTH.A3.D1").counting("e1"), day(30));
    Change once = moved("m1", EAST, day(10));
    Change twice = moved("m2", "IL.SOUTH.A3.D1", day(20));
    Change follow = new Change.Follow("moves", "active", List.of("cases"), FAMILY);
    for (List<Change> told :
        List.of(
            List.of(begun, stands, follow, once, follow, twice, follow, later, follow),
            List.of(once, follow, twice, follow, begun, stands, follow, later, follow))) {
      Sheet one = new Sheet(List.of());
      told.forEach(change -> one.apply(change, Map.of()));
      assertThat(one.now())
          .filteredOn(row -> !row.fact().measure().equals("moves"))
          .extracting(row -> row.fact().measure() + " " + row.fact().unit() + " " + row.span())
          .containsExactlyInAnyOrder(
              "active " + WEST + " " + new Span(day(0), day(9)),
              "active " + EAST + " " + new Span(day(10), day(19)),
              "active IL.SOUTH.A3.D1 " + new Span(day(20), null),
              "cases " + WEST + " " + new Span(day(0), day(9)),
              "cases " + EAST + " " + new Span(day(10), day(19)),
              "cases IL.SOUTH.A3.D1 " + new Span(day(20), day(29)),
              "cases IL.SOUTH.A3.D1 " + new Span(day(30), null));
    }
  }

  private static Change moved(String event, String unit, LocalDate day) {
    return Change.begin(Fact.of("moves", event, unit).countingFamily(FAMILY), day);
  }

  /** Whichever of the move and of what is told late is heard of first. */
  @Test
  void countsBesideItsSourceOnEachDayWhateverUnitItIsTold() {
    Change begun = Change.begin(fact("e1", FAMILY), day(0));
    Change won = Change.begin(Fact.of("active_won", "e1", EAST).countingFamily(FAMILY), day(5));
    Change beside = new Change.Beside("active_won", "e1", "active", "e1");
    Change move = new Change.Move("active", FAMILY, EAST, day(10));
    for (List<Change> told :
        List.of(List.of(begun, move, won, beside), List.of(begun, won, beside, move))) {
      Sheet one = new Sheet(List.of());
      told.forEach(change -> one.apply(change, Map.of()));
      one.apply(beside, Map.of());
      assertThat(one.now())
          .filteredOn(row -> row.fact().measure().equals("active_won"))
          .extracting(row -> row.fact().unit() + " " + row.span())
          .containsExactlyInAnyOrder(
              WEST + " " + new Span(day(5), day(9)), EAST + " " + new Span(day(10), null));
    }
  }

  @Test
  void countsBesideItsSourceAlsoBeforeItBeginsAndAfterItIsOver() {
    sheet.apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        new Change.Move("active", FAMILY, EAST, day(10)),
        new Change.End("active", "e1", day(20)),
        Change.begin(Fact.of("paid", "p1", "IL.SOUTH.A3.D1"), day(-5)),
        Change.begin(Fact.of("paid", "p2", "IL.SOUTH.A3.D1"), day(30)),
        new Change.Beside("paid", "p1", "active", "e1"),
        new Change.Beside("paid", "p2", "active", "e1"),
        new Change.Beside("paid", "p2", "active", "unknown"));
    assertThat(sheet.value("paid", WEST, "", "", day(-5))).isEqualTo(1);
    assertThat(sheet.value("paid", WEST, "", "", day(10))).isZero();
    assertThat(sheet.value("paid", EAST, "", "", day(10))).isEqualTo(1);
    assertThat(sheet.value("paid", EAST, "", "", day(30))).isEqualTo(2);
    assertThat(sheet.value("paid", "IL", "", "", day(30))).isEqualTo(2);
  }

  /** In any order in which they can be read. */
  @Test
  void isNegativeNowhereWhenWhatHasMovedEndsBeforeItDid() {
    Change begun = Change.begin(fact("e1", FAMILY), day(0));
    Change move = new Change.Move("active", FAMILY, EAST, day(10));
    Change ended = new Change.End("active", "e1", day(5));
    for (List<Change> told :
        List.of(
            List.of(begun, move, ended),
            List.of(begun, ended, move),
            List.of(ended, begun, move),
            List.of(move, begun, ended),
            List.of(move, ended, begun),
            List.of(ended, move, begun))) {
      Sheet one = new Sheet(List.of());
      told.forEach(change -> one.apply(change, Map.of()));
      assertThat(one.now())
          .extracting(row -> row.fact().unit() + " " + row.span())
          .containsExactly(WEST + " " + new Span(day(0), day(5)));
    }
  }

  @Test
  void forgetsTheMoveOfWhatHadEndedBeforeIt() {
    sheet.apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        new Change.Move("active", FAMILY, EAST, day(10)),
        new Change.End("active", "e1", day(5)));
    assertThat(sheet.value(EAST, "", "", day(10))).isZero();
    assertThat(sheet.value(WEST, "", "", day(5))).isEqualTo(1);
    assertThat(sheet.value(WEST, "", "", day(6))).isZero();
  }
}
