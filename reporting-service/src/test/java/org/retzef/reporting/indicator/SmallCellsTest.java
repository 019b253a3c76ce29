package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmallCellsTest {

  @Test
  void hidesFewAndShowsNoneAndMany() {
    assertThat(hidden(0, 1, 4, 5, 900)).containsExactly(false, true, true, false, false);
  }

  @Test
  void hidesAnotherMonthBesideOneAndTwoWhereTheirSumIsHidden() {
    assertThat(months(false, 0, 3, 40, 20)).containsExactly(false, true, false, true);
    assertThat(months(true, 0, 30, 40, 20)).containsExactly(false, true, false, true);
    assertThat(months(false, 0, 30, 40, 20)).doesNotContain(true);
    assertThat(months(false, 3)).containsExactly(true);
  }

  @Test
  void hidesAShareOfWhichAPartIsSmall() {
    var few = Value.share(3, new Value.Whole(50, null, null));
    var fewOthers = Value.share(48, new Value.Whole(50, null, null));
    var many = Value.share(20, new Value.Whole(50, null, null));
    assertThat(Stream.of(few, fewOthers, many).map(SmallCells::isSmall))
        .containsExactly(true, true, false);
  }

  private static List<Boolean> hidden(long... counts) {
    return values(counts).map(Value.HIDDEN::equals).toList();
  }

  private static List<Boolean> months(boolean wholeIsHidden, long... counts) {
    return SmallCells.hideAnother(values(counts).toList(), wholeIsHidden).stream()
        .map(Value.HIDDEN::equals)
        .toList();
  }

  private static Stream<Value> values(long... counts) {
    return LongStream.of(counts)
        .mapToObj(Value::count)
        .map(value -> SmallCells.isSmall(value) ? Value.HIDDEN : value);
  }
}
