package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.reporting.fold.ReadSheet.EAST;
import static org.retzef.reporting.fold.ReadSheet.FAMILY;
import static org.retzef.reporting.fold.ReadSheet.WEST;
import static org.retzef.reporting.fold.ReadSheet.answer;
import static org.retzef.reporting.fold.ReadSheet.anyChange;
import static org.retzef.reporting.fold.ReadSheet.day;
import static org.retzef.reporting.fold.ReadSheet.fact;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

  private final ReadSheet sheet = new ReadSheet();

  @Test
  void countsOnceHoweverOftenItBegins() {
    sheet.apply(Change.begin(fact("e1", FAMILY), day(0)), Change.begin(fact("e1", FAMILY), day(3)));
    assertThat(sheet.value("IL", "", "", day(0))).isEqualTo(1);
    assertThat(sheet.value("IL", "", "", day(3))).isEqualTo(1);
    assertThat(sheet.value("IL", "", "", day(-1))).isZero();
  }

  @Test
  void countsAgainWhatWasOver() {
    sheet.apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        new Change.End("active", "e1", day(5)),
        Change.begin(fact("e1", FAMILY), day(10)));
    assertThat(sheet.value("IL", "", "", day(5))).isEqualTo(1);
    assertThat(sheet.value("IL", "", "", day(6))).isZero();
    assertThat(sheet.value("IL", "", "", day(10))).isEqualTo(1);
  }

  @Test
  void countsOnNoDayWhatWasCalledOffBeforeItBeganWhicheverWasToldFirst() {
    Change planned = Change.begin(fact("e1", FAMILY), day(10));
    Change calledOff = new Change.End("active", "e1", day(2));
    for (List<Change> told : List.of(List.of(planned, calledOff), List.of(calledOff, planned))) {
      Sheet one = new Sheet(List.of());
      told.forEach(change -> one.apply(change, Map.of()));
      assertThat(one.now()).isEmpty();
      assertThat(one.earlyEnds()).isEmpty();
    }
  }

  @Test
  void countsAFamilyOnceInTheWholeAndOnceInEachTrait() {
    sheet.apply(
        Change.begin(fact("e1", FAMILY).with("track", "A"), day(0)),
        Change.begin(fact("e2", FAMILY).with("track", "B"), day(5)));
    assertThat(sheet.value("IL", "", "", day(6))).isEqualTo(1);
    assertThat(sheet.value(WEST, "", "", day(6))).isEqualTo(1);
    assertThat(sheet.value("IL", "track", "A", day(6))).isEqualTo(1);
    assertThat(sheet.value("IL", "track", "B", day(6))).isEqualTo(1);
    assertThat(sheet.value("IL", "track", "B", day(4))).isZero();
  }

  @Test
  void weighsAmountsInEveryUnitAbove() {
    sheet.apply(
        Change.begin(Fact.of("paid", "p1", WEST).weighing(190_000), day(0)),
        Change.begin(Fact.of("paid", "p2", EAST).weighing(-5), day(1)));
    for (String unit : List.of("IL", "IL.SOUTH")) {
      assertThat(sheet.value("paid", unit, "", "", day(1))).isEqualTo(189_995);
    }
    assertThat(sheet.value("paid", WEST, "", "", day(1))).isEqualTo(190_000);
  }

  @Test
  void putsInsteadOfWhatWasKnown() {
    sheet.apply(
        new Change.Put(Fact.of("trained", "s1", WEST).weighing(12), day(0), null),
        new Change.Put(Fact.of("trained", "s1", WEST).weighing(15), day(0), null));
    assertThat(sheet.value("trained", "IL", "", "", day(0))).isEqualTo(15);
    sheet.apply(new Change.Remove("trained", "s1"));
    assertThat(sheet.value("trained", "IL", "", "", day(0))).isZero();
  }

  @Test
  void putsAllOfASourceInsteadOfAllThatWasKnownOfIt() {
    sheet.apply(all(day(0), trained("west", WEST, 5), trained("east", EAST, 3)));
    assertThat(sheet.value("trained", "IL", "", "", day(0))).isEqualTo(8);
    sheet.apply(all(day(1), trained("west", WEST, 6)));
    assertThat(sheet.value("trained", "IL", "", "", day(0))).isZero();
    assertThat(sheet.value("trained", WEST, "", "", day(1))).isEqualTo(6);
    assertThat(sheet.value("trained", EAST, "", "", day(1))).isZero();
    sheet.apply(all(day(1)));
    assertThat(sheet.now()).isEmpty();
  }

  private static Change all(LocalDate day, Fact... facts) {
    return new Change.PutAll("trained", "s1", List.of(facts), day, null);
  }

  private static Fact trained(String who, String unit, long people) {
    return Fact.of("trained", "s1", unit).counting(who).weighing(people);
  }

  @Test
  void believesTheLastAnswerWhateverComesFirst() {
    sheet.apply(
        answer("a2", "LESS", day(10)), answer("a1", "MORE", day(0)), answer("a3", "MORE", day(20)));
    assertThat(sheet.value("answers", "IL", "answer", "MORE", day(9))).isEqualTo(1);
    assertThat(sheet.value("answers", "IL", "answer", "MORE", day(10))).isZero();
    assertThat(sheet.value("answers", "IL", "answer", "LESS", day(19))).isEqualTo(1);
    assertThat(sheet.value("answers", "IL", "answer", "MORE", day(20))).isEqualTo(1);
    assertThat(sheet.value("answers", "IL", "", "", day(15))).isEqualTo(1);
  }

  @Test
  void endsWhatIsListedNoLongerAndBeginsWhatIsNewOnItsDay() {
    sheet.apply(list(day(5), day(0), null, "a", "b"), list(day(10), day(0), null, "b", "c"));
    assertThat(listed(day(-1))).isZero();
    assertThat(listed(day(0))).isEqualTo(2);
    assertThat(spans("a")).containsExactly(new Span(day(0), day(9)));
    assertThat(spans("b")).containsExactly(new Span(day(0), null));
    assertThat(spans("c")).containsExactly(new Span(day(10), null));
    sheet.apply(list(day(20), day(0), null, "a", "b", "c"));
    assertThat(spans("a")).containsExactly(new Span(day(0), day(9)), new Span(day(20), null));
    sheet.apply(list(day(20), day(0), null, "b", "c"));
    assertThat(spans("a")).containsExactly(new Span(day(0), day(9)));
  }

  @Test
  void listsFromItsFirstDayToItsLastAndAsLongAsEitherIsCorrected() {
    sheet.apply(list(day(5), null, null, "a"), list(day(6), day(1), null, "a", "b"));
    assertThat(spans("a")).containsExactly(new Span(day(1), null));
    sheet.apply(list(day(30), day(1), day(20), "a", "b"));
    assertThat(spans("a")).containsExactly(new Span(day(1), day(20)));
    sheet.apply(list(day(40), day(1), day(25), "a", "b"));
    assertThat(spans("b")).containsExactly(new Span(day(6), day(25)));
    sheet.apply(list(day(50), day(1), null, "a"));
    assertThat(spans("a")).containsExactly(new Span(day(1), null));
    assertThat(spans("b")).containsExactly(new Span(day(6), day(25)));
  }

  private static Change list(
      LocalDate day, @Nullable LocalDate first, @Nullable LocalDate last, String... counted) {
    List<Fact> facts =
        Stream.of(counted).map(one -> Fact.of("listed", "c1", WEST).counting(one)).toList();
    return new Change.Only("listed", "c1", facts, day, first, last);
  }

  private List<Span> spans(String counted) {
    return sheet.now().stream()
        .filter(row -> row.fact().counted().equals(counted))
        .map(Row::span)
        .sorted(Comparator.comparing(Span::first))
        .toList();
  }

  private long listed(LocalDate day) {
    return sheet.value("listed", "IL", "", "", day);
  }

  @Test
  void remembersAnEndThatIsToldBeforeItsBeginning() {
    sheet.apply(new Change.End("active", "e1", day(5)));
    assertThat(sheet.now()).isEmpty();
    Sheet later = new Sheet(sheet.now(), sheet.earlyEnds());
    later.apply(Change.begin(fact("e1", FAMILY), day(0)), Map.of());
    assertThat(later.now()).extracting(Row::span).containsExactly(new Span(day(0), day(5)));
    assertThat(later.earlyEnds()).isEmpty();
  }

  /** What was written in steps, change after change, is what the facts give in the end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void correctsItsStepsAsChangesCome(long seed) {
    var random = new Random(seed);
    Map<Steps.At, Long> kept = new HashMap<>();
    Sheet now = new Sheet(List.of());
    for (int i = 0; i < 300; i++) {
      Sheet next = new Sheet(now.now(), now.earlyEnds());
      next.apply(anyChange(random), Map.of());
      Steps.correction(next.before(), next.now())
          .forEach((at, step) -> kept.merge(at, step, Long::sum));
      now = next;
    }
    kept.values().removeIf(step -> step == 0);
    assertThat(kept).isEqualTo(Steps.correction(List.of(), now.now())).isNotEmpty();
  }
}
