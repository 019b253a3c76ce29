package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.fold.ReadSheet.EAST;
import static org.retzef.reporting.fold.ReadSheet.FAMILY;
import static org.retzef.reporting.fold.ReadSheet.OTHER;
import static org.retzef.reporting.fold.ReadSheet.WEST;
import static org.retzef.reporting.fold.ReadSheet.answer;
import static org.retzef.reporting.fold.ReadSheet.day;
import static org.retzef.reporting.fold.ReadSheet.fact;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sheet counts of families that are one. */
class MergedFamiliesTest {

  private final ReadSheet sheet = new ReadSheet();

  @Test
  void countsMergedFamiliesAsOneInThePastToo() {
    sheet.apply(Change.begin(fact("e1", FAMILY), day(0)), Change.begin(fact("e2", OTHER), day(3)));
    assertThat(sheet.value("IL", "", "", day(4))).isEqualTo(2);
    sheet.apply(
        new Change.Merge(FAMILY, OTHER, new UUID(3, 3), false),
        Map.of(OTHER.toString(), FAMILY.toString()));
    assertThat(sheet.value("IL", "", "", day(4))).isEqualTo(1);
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), true), Map.of());
    assertThat(sheet.value("IL", "", "", day(4))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void believesTheLastAnswerOfMergedFamiliesWhicheverIsToldFirst(boolean mergedFirst) {
    var asOne = Map.of(OTHER.toString(), FAMILY.toString());
    sheet.apply(answer(FAMILY, "a1", "MORE", day(0)), Map.of());
    sheet.apply(answer(OTHER, "a2", "LESS", day(5)), mergedFirst ? asOne : Map.of());
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), false), asOne);
    assertThat(sheet.value("answers", "IL", "answer", "MORE", day(4))).isEqualTo(1);
    assertThat(sheet.value("answers", "IL", "answer", "MORE", day(5))).isZero();
    assertThat(sheet.value("answers", "IL", "answer", "LESS", day(5))).isEqualTo(1);
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), true), Map.of());
    assertThat(sheet.value("answers", "IL", "answer", "MORE", day(5))).isEqualTo(1);
    assertThat(sheet.value("answers", "IL", "answer", "LESS", day(5))).isEqualTo(1);
  }

  @Test
  void movesWhatIsToldOfAFamilyThatItHasTakenIn() {
    sheet.apply(Change.begin(fact("e1", FAMILY), day(0)), Change.begin(fact("e2", OTHER), day(0)));
    var asOne = Map.of(OTHER.toString(), FAMILY.toString());
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), false), asOne);
    sheet.apply(new Change.Move("active", FAMILY, EAST, day(10)), asOne);
    assertThat(sheet.value(WEST, "", "", day(9))).isEqualTo(1);
    assertThat(sheet.value(WEST, "", "", day(10))).isZero();
    assertThat(sheet.value(EAST, "", "", day(10))).isEqualTo(1);
  }
}
