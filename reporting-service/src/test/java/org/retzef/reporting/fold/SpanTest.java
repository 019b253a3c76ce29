package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

  private static final LocalDate START = LocalDate.of(2020, 1, 1);

  @Test
  void countsFromTheFirstDayToTheLast() {
    assertThat(Span.steps(List.of(span(0, 9)))).isEqualTo(Map.of(day(0), 1, day(10), -1));
  }

  @Test
  void goesOnWhereNoLastDayIsKnown() {
    assertThat(Span.steps(List.of(span(3, null)))).isEqualTo(Map.of(day(3), 1));
  }

  @Test
  void countsOnceWhereTwoSpansOverlapOrFollowEachOther() {
    assertThat(Span.steps(List.of(span(0, 9), span(5, 19))))
        .isEqualTo(Map.of(day(0), 1, day(20), -1));
    assertThat(Span.steps(List.of(span(10, 19), span(0, 9))))
        .isEqualTo(Map.of(day(0), 1, day(20), -1));
    assertThat(Span.steps(List.of(span(0, null), span(5, 9)))).isEqualTo(Map.of(day(0), 1));
  }

  @Test
  void pausesInAGap() {
    assertThat(Span.steps(List.of(span(0, 9), span(11, 19))))
        .isEqualTo(Map.of(day(0), 1, day(10), -1, day(11), 1, day(20), -1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithACalendarFilledInDayByDay(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Span> spans = new ArrayList<>();
      int count = random.nextInt(6);
      for (int i = 0; i < count; i++) {
        int first = random.nextInt(50);
        spans.add(span(first, random.nextBoolean() ? first + random.nextInt(20) : null));
      }
      SortedMap<LocalDate, Integer> kept = Span.steps(spans);
      for (int offset = 0; offset < 80; offset++) {
        LocalDate day = day(offset);
        int sum = kept.headMap(day.plusDays(1)).values().stream().mapToInt(step -> step).sum();
        assertThat(sum).as("%s on %s", spans, day).isEqualTo(isPresent(spans, day) ? 1 : 0);
      }
    }
  }

  private static boolean isPresent(List<Span> spans, LocalDate day) {
    return spans.stream()
        .anyMatch(
            span ->
                !day.isBefore(span.first()) && (span.last() == null || !day.isAfter(span.last())));
  }

  private static Span span(int first, Integer last) {
    return new Span(day(first), last == null ? null : day(last));
  }

  private static LocalDate day(int offset) {
    return START.plusDays(offset);
  }
}
