package org.retzef.reporting.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SmallCellsTest {

  @Test
  void hidesFewAndShowsNoneAndMany() {
    assertThat(hidden(0, 1, 4, 5, 900)).containsExactly(false, true, true, false, false);
  }

  @Test
  void hidesAnotherBesideOneThatTheWholeWouldTell() {
    assertThat(hidden(0, 3, 40, 20)).containsExactly(false, true, false, true);
    assertThat(hidden(3)).containsExactly(true);
  }

  @Test
  void hidesAShareOfWhichAPartIsSmall() {
    var few = Value.share(3, new Value.Whole(50, null, null));
    var fewOthers = Value.share(48, new Value.Whole(50, null, null));
    var many = Value.share(20, new Value.Whole(50, null, null));
    assertThat(SmallCells.hide(List.of(few, fewOthers, many)))
        .containsExactly(Value.HIDDEN, Value.HIDDEN, many);
  }

  private static List<Boolean> hidden(long... counts) {
    List<Value> values = LongStream.of(counts).mapToObj(Value::count).toList();
    return SmallCells.hide(values).stream().map(Value.HIDDEN::equals).toList();
  }
}
