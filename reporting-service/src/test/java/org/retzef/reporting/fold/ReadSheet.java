package org.retzef.reporting.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.retzef.reporting.fold.KnownFacts.Wanted.Pair;

/** A sheet of its own for a test, and what stands in it on a day. */
final class ReadSheet {

  static final String WEST = "IL.SOUTH.A1.D1";
  static final String EAST = "IL.SOUTH.A2.D1";
  static final UUID FAMILY = new UUID(1, 1);
  static final UUID OTHER = new UUID(2, 2);

  private static final LocalDate START = LocalDate.of(2020, 1, 1);

  private final Sheet sheet = new Sheet(List.of());

  void apply(Change... changes) {
    for (Change change : changes) {
      sheet.apply(change, Map.of());
    }
  }

  /** Of families of whom some are one. */
  void apply(Change change, Map<String, String> asOne) {
    sheet.apply(change, asOne);
  }

  Collection<Row> now() {
    return sheet.now();
  }

  Map<Pair, LocalDate> earlyEnds() {
    return sheet.earlyEnds();
  }

  long value(String unit, String dimension, String value, LocalDate day) {
    return value("active", unit, dimension, value, day);
  }

  long value(String measure, String unit, String dimension, String value, LocalDate day) {
    var cell = new Steps.Cell(measure, unit, dimension, value);
    long sum = 0;
    for (var step : Steps.correction(List.of(), new ArrayList<>(sheet.now())).entrySet()) {
      if (step.getKey().cell().equals(cell) && !step.getKey().day().isAfter(day)) {
        sum += step.getValue();
      }
    }
    return sum;
  }

  static Fact fact(String source, UUID family) {
    return Fact.of("active", source, WEST).countingFamily(family);
  }

  static Change answer(String source, String answer, LocalDate day) {
    return answer(FAMILY, source, answer, day);
  }

  static Change answer(UUID family, String source, String answer, LocalDate day) {
    return new Change.Since(
        Fact.of("answers", source, WEST).countingFamily(family).with("answer", answer), day);
  }

  static LocalDate day(int offset) {
    return START.plusDays(offset);
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
}
