package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final String WEST = "IL.SOUTH.A1.D1";
  private static final String EAST = "IL.SOUTH.A2.D1";
  private static final UUID FAMILY = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private final Sheet sheet = new Sheet(List.of());

  @Test
  void countsOnceHoweverOftenItBegins() {
    apply(Change.begin(fact("e1", FAMILY), day(0)), Change.begin(fact("e1", FAMILY), day(3)));
    assertThat(value("IL", "", "", day(0))).isEqualTo(1);
    assertThat(value("IL", "", "", day(3))).isEqualTo(1);
    assertThat(value("IL", "", "", day(-1))).isZero();
  }

  @Test
  void countsAgainWhatWasOver() {
    apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        new Change.End("active", "e1", day(5)),
        Change.begin(fact("e1", FAMILY), day(10)));
    assertThat(value("IL", "", "", day(5))).isEqualTo(1);
    assertThat(value("IL", "", "", day(6))).isZero();
    assertThat(value("IL", "", "", day(10))).isEqualTo(1);
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
    apply(
        Change.begin(fact("e1", FAMILY).with("track", "A"), day(0)),
        Change.begin(fact("e2", FAMILY).with("track", "B"), day(5)));
    assertThat(value("IL", "", "", day(6))).isEqualTo(1);
    assertThat(value(WEST, "", "", day(6))).isEqualTo(1);
    assertThat(value("IL", "track", "A", day(6))).isEqualTo(1);
    assertThat(value("IL", "track", "B", day(6))).isEqualTo(1);
    assertThat(value("IL", "track", "B", day(4))).isZero();
  }

  @Test
  void weighsAmountsInEveryUnitAbove() {
    apply(
        Change.begin(Fact.of("paid", "p1", WEST).weighing(190_000), day(0)),
        Change.begin(Fact.of("paid", "p2", EAST).weighing(-5), day(1)));
    for (String unit : List.of("IL", "IL.SOUTH")) {
      assertThat(value("paid", unit, "", "", day(1))).isEqualTo(189_995);
    }
    assertThat(value("paid", WEST, "", "", day(1))).isEqualTo(190_000);
  }

  @Test
  void putsInsteadOfWhatWasKnown() {
    apply(
        new Change.Put(Fact.of("trained", "s1", WEST).weighing(12), day(0), null),
        new Change.Put(Fact.of("trained", "s1", WEST).weighing(15), day(0), null));
    assertThat(value("trained", "IL", "", "", day(0))).isEqualTo(15);
    apply(new Change.Remove("trained", "s1"));
    assertThat(value("trained", "IL", "", "", day(0))).isZero();
  }

  @Test
  void putsAllOfASourceInsteadOfAllThatWasKnownOfIt() {
    apply(all(day(0), trained("west", WEST, 5), trained("east", EAST, 3)));
    assertThat(value("trained", "IL", "", "", day(0))).isEqualTo(8);
    apply(all(day(1), trained("west", WEST, 6)));
    assertThat(value("trained", "IL", "", "", day(0))).isZero();
    assertThat(value("trained", WEST, "", "", day(1))).isEqualTo(6);
    assertThat(value("trained", EAST, "", "", day(1))).isZero();
    apply(all(day(1)));
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
    apply(
        answer("a2", "LESS", day(10)), answer("a1", "MORE", day(0)), answer("a3", "MORE", day(20)));
    assertThat(value("answers", "IL", "answer", "MORE", day(9))).isEqualTo(1);
    assertThat(value("answers", "IL", "answer", "MORE", day(10))).isZero();
    assertThat(value("answers", "IL", "answer", "LESS", day(19))).isEqualTo(1);
    assertThat(value("answers", "IL", "answer", "MORE", day(20))).isEqualTo(1);
    assertThat(value("answers", "IL", "", "", day(15))).isEqualTo(1);
  }

  @Test
  void endsWhatIsListedNoLongerAndBeginsWhatIsNewOnItsDay() {
    apply(list(day(5), day(0), null, "a", "b"), list(day(10), day(0), null, "b", "c"));
    assertThat(listed(day(-1))).isZero();
    assertThat(listed(day(0))).isEqualTo(2);
    assertThat(spans("a")).containsExactly(new Span(day(0), day(9)));
    assertThat(spans("b")).containsExactly(new Span(day(0), null));
    assertThat(spans("c")).containsExactly(new Span(day(10), null));
    apply(list(day(20), day(0), null, "a", "b", "c"));
    assertThat(spans("a")).containsExactly(new Span(day(0), day(9)), new Span(day(20), null));
    apply(list(day(20), day(0), null, "b", "c"));
    assertThat(spans("a")).containsExactly(new Span(day(0), day(9)));
  }

  @Test
  void listsFromItsFirstDayToItsLastAndAsLongAsEitherIsCorrected() {
    apply(list(day(5), null, null, "a"), list(day(6), day(1), null, "a", "b"));
    assertThat(spans("a")).containsExactly(new Span(day(1), null));
    apply(list(day(30), day(1), day(20), "a", "b"));
    assertThat(spans("a")).containsExactly(new Span(day(1), day(20)));
    apply(list(day(40), day(1), day(25), "a", "b"));
    assertThat(spans("b")).containsExactly(new Span(day(6), day(25)));
    apply(list(day(50), day(1), null, "a"));
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
    return value("listed", "IL", "", "", day);
  }

  @Test
  void remembersAnEndThatIsToldBeforeItsBeginning() {
    apply(new Change.End("active", "e1", day(5)));
    assertThat(sheet.now()).isEmpty();
    Sheet later = new Sheet(sheet.now(), sheet.earlyEnds());
    later.apply(Change.begin(fact("e1", FAMILY), day(0)), Map.of());
    assertThat(later.now()).extracting(Row::span).containsExactly(new Span(day(0), day(5)));
    assertThat(later.earlyEnds()).isEmpty();
  }

  @Test
  void goesOnElsewhereAfterAMoveAndEndsThere() {
    apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        Change.begin(Fact.of("gifts", "g1", WEST).countingFamily(FAMILY), day(0)),
        new Change.Move("active", FAMILY, EAST, day(10)),
        new Change.End("active", "e1", day(20)));
    assertThat(value(WEST, "", "", day(9))).isEqualTo(1);
    assertThat(value(WEST, "", "", day(10))).isZero();
    assertThat(value(EAST, "", "", day(10))).isEqualTo(1);
    assertThat(value(EAST, "", "", day(20))).isEqualTo(1);
    assertThat(value("IL", "", "", day(10))).isEqualTo(1);
    assertThat(value("IL", "", "", day(21))).isZero();
    assertThat(value("gifts", WEST, "", "", day(15))).as("what was is where it was").isEqualTo(1);
  }

  @Test
  void whatCountsThePlaceOrTheSourceGoesWithAFamilyThatMoves() {
    apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        Change.begin(Fact.of("places", "e1", WEST).counting("IL.SOUTH.A1"), day(0)),
        Change.begin(Fact.of("places", "e2", WEST).counting("IL.SOUTH.A1"), day(0)),
        Change.begin(Fact.of("cases", "e1 open", WEST).counting("e1"), day(0)),
        new Change.Move("active", List.of("places", "cases"), FAMILY, EAST, day(10)),
        new Change.End("places", "e2", day(20)));
    for (String measure : List.of("places", "cases")) {
      assertThat(value(measure, EAST, "", "", day(9))).isZero();
      assertThat(value(measure, EAST, "", "", day(10))).isEqualTo(1);
    }
    assertThat(value("places", "IL", "", "", day(9))).isEqualTo(1);
    assertThat(value("places", "IL", "", "", day(10))).isEqualTo(2);
    assertThat(value("places", "IL", "", "", day(21))).isEqualTo(1);
    assertThat(value("cases", WEST, "", "", day(10))).isZero();
  }

  @Test
  void theAnswerGoesWithAFamilyThatMovesAlsoIfALaterOneIsToldAfterTheMove() {
    apply(
        answer("a1", "MORE", day(0)),
        new Change.Move("answers", FAMILY, EAST, day(10)),
        answer("a2", "LESS", day(5)));
    assertThat(value("answers", WEST, "answer", "MORE", day(4))).isEqualTo(1);
    assertThat(value("answers", WEST, "answer", "LESS", day(9))).isEqualTo(1);
    assertThat(value("answers", WEST, "", "", day(10))).isZero();
    assertThat(value("answers", EAST, "answer", "LESS", day(10))).isEqualTo(1);
    assertThat(value("answers", EAST, "answer", "MORE", day(10))).isZero();
    assertThat(value("answers", "IL", "", "", day(10))).isEqualTo(1);
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
    apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        new Change.Move("active", FAMILY, EAST, day(10)),
        new Change.End("active", "e1", day(20)),
        Change.begin(Fact.of("paid", "p1", "IL.SOUTH.A3.D1"), day(-5)),
        Change.begin(Fact.of("paid", "p2", "IL.SOUTH.A3.D1"), day(30)),
        new Change.Beside("paid", "p1", "active", "e1"),
        new Change.Beside("paid", "p2", "active", "e1"),
        new Change.Beside("paid", "p2", "active", "unknown"));
    assertThat(value("paid", WEST, "", "", day(-5))).isEqualTo(1);
    assertThat(value("paid", WEST, "", "", day(10))).isZero();
    assertThat(value("paid", EAST, "", "", day(10))).isEqualTo(1);
    assertThat(value("paid", EAST, "", "", day(30))).isEqualTo(2);
    assertThat(value("paid", "IL", "", "", day(30))).isEqualTo(2);
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
    apply(
        Change.begin(fact("e1", FAMILY), day(0)),
        new Change.Move("active", FAMILY, EAST, day(10)),
        new Change.End("active", "e1", day(5)));
    assertThat(value(EAST, "", "", day(10))).isZero();
    assertThat(value(WEST, "", "", day(5))).isEqualTo(1);
    assertThat(value(WEST, "", "", day(6))).isZero();
  }

  @Test
  void countsMergedFamiliesAsOneInThePastToo() {
    apply(Change.begin(fact("e1", FAMILY), day(0)), Change.begin(fact("e2", OTHER), day(3)));
    assertThat(value("IL", "", "", day(4))).isEqualTo(2);
    sheet.apply(
        new Change.Merge(FAMILY, OTHER, new UUID(3, 3), false),
        Map.of(OTHER.toString(), FAMILY.toString()));
    assertThat(value("IL", "", "", day(4))).isEqualTo(1);
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), true), Map.of());
    assertThat(value("IL", "", "", day(4))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void believesTheLastAnswerOfMergedFamiliesWhicheverIsToldFirst(boolean mergedFirst) {
    var asOne = Map.of(OTHER.toString(), FAMILY.toString());
    sheet.apply(answer(FAMILY, "a1", "MORE", day(0)), Map.of());
    sheet.apply(answer(OTHER, "a2", "LESS", day(5)), mergedFirst ? asOne : Map.of());
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), false), asOne);
    assertThat(value("answers", "IL", "answer", "MORE", day(4))).isEqualTo(1);
    assertThat(value("answers", "IL", "answer", "MORE", day(5))).isZero();
    assertThat(value("answers", "IL", "answer", "LESS", day(5))).isEqualTo(1);
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), true), Map.of());
    assertThat(value("answers", "IL", "answer", "MORE", day(5))).isEqualTo(1);
    assertThat(value("answers", "IL", "answer", "LESS", day(5))).isEqualTo(1);
  }

  @Test
  void movesWhatIsToldOfAFamilyThatItHasTakenIn() {
    apply(Change.begin(fact("e1", FAMILY), day(0)), Change.begin(fact("e2", OTHER), day(0)));
    var asOne = Map.of(OTHER.toString(), FAMILY.toString());
    sheet.apply(new Change.Merge(FAMILY, OTHER, new UUID(3, 3), false), asOne);
    sheet.apply(new Change.Move("active", FAMILY, EAST, day(10)), asOne);
    assertThat(value(WEST, "", "", day(9))).isEqualTo(1);
    assertThat(value(WEST, "", "", day(10))).isZero();
    assertThat(value(EAST, "", "", day(10))).isEqualTo(1);
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

  static Change anyChange(Random random) {
    UUID family = random.nextBoolean() ? FAMILY : OTHER;
    String source = family.getMostSignificantBits() + "-" + random.nextInt(4);
    LocalDate day = day(random.nextInt(60));
    Fact fact = fact(source, family).with("track", random.nextBoolean() ? "A" : "B");
    return switch (random.nextInt(7)) {
      case 0, 1 -> Change.begin(fact, day);
      case 2 -> new Change.Put(fact, day, day.plusDays(random.nextInt(9)));
      case 3 -> new Change.End("active", source, day.plusDays(30));
      case 4 -> new Change.Move("active", family, random.nextBoolean() ? EAST : WEST, day);
      case 5 -> new Change.Beside("active", source, "active", "1-" + random.nextInt(4));
      default -> new Change.Remove("active", source);
    };
  }

  private void apply(Change... changes) {
    for (Change change : changes) {
      sheet.apply(change, Map.of());
    }
  }

  private static Fact fact(String source, UUID family) {
    return Fact.of("active", source, WEST).countingFamily(family);
  }

  private static Change answer(String source, String answer, LocalDate day) {
    return answer(FAMILY, source, answer, day);
  }

  private static Change answer(UUID family, String source, String answer, LocalDate day) {
    return new Change.Since(
        Fact.of("answers", source, WEST).countingFamily(family).with("answer", answer), day);
  }

  private long value(String unit, String dimension, String value, LocalDate day) {
    return value("active", unit, dimension, value, day);
  }

  private long value(String measure, String unit, String dimension, String value, LocalDate day) {
    var cell = new Steps.Cell(measure, unit, dimension, value);
    long sum = 0;
    for (var step : Steps.correction(List.of(), new ArrayList<>(sheet.now())).entrySet()) {
      if (step.getKey().cell().equals(cell) && !step.getKey().day().isAfter(day)) {
        sum += step.getValue();
      }
    }
    return sum;
  }

  private static LocalDate day(int offset) {
    return START.plusDays(offset);
  }
}
