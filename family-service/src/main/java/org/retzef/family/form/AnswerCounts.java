package org.retzef.family.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often each code was answered, with what each number is a part of. Fewer than ten people are
 * not shown, nor what would let one reckon them, except to those who know the single families.
 *
 * @param indicators the figures that the form tells of these answers
 */
public record AnswerCounts(List<FieldCount> fields, List<Share> indicators) {

  /**
   * @param denominator how many answered; null if they are too few to be shown
   */
  public record FieldCount(String field, @Nullable Long denominator, List<CodeCount> codes) {}

  /**
   * @param numerator how many gave this answer; null if they are too few to be shown
   */
  public record CodeCount(String code, @Nullable Long numerator) {}

  /**
   * @param numerator null if it is too small to be shown
   * @param denominator how many answered; null if they are too few to be shown
   * @param percent with one decimal; null without a denominator
   */
  public record Share(
      String code,
      String field,
      @Nullable Long numerator,
      @Nullable Long denominator,
      boolean suppressed,
      @Nullable BigDecimal percent) {}

  /**
   * A number from the database.
   *
   * @param code null for the number of those who answered
   */
  public record Row(String field, @Nullable String code, long number) {}

  /**
   * @param forms the versions that were answered, newest first
   * @param exact whether small numbers are shown, too
   */
  public static AnswerCounts of(List<FormDefinition> forms, List<Row> rows, boolean exact) {
    Map<String, Long> answered = new HashMap<>();
    Map<String, Map<String, Long>> numbers = new LinkedHashMap<>();
    Map<String, FormField> fields = countable(forms);
    fields.forEach((field, _) -> numbers.put(field, emptyCodes(forms, field)));
    for (Row row : rows) {
      if (row.code() == null) {
        answered.put(row.field(), row.number());
      } else if (numbers.containsKey(row.field())) {
        numbers.get(row.field()).put(row.code(), row.number());
      }
    }
    List<FieldCount> counts = new ArrayList<>();
    List<Share> shares = new ArrayList<>();
    fields.forEach(
        (code, field) -> {
          var cells =
              new SmallCells(
                  numbers.getOrDefault(code, Map.of()),
                  answered.getOrDefault(code, 0L),
                  field.type() != FormField.Type.CHOICES,
                  exact);
          counts.add(fieldCount(code, cells));
          indicators(forms, code).forEach((_, figure) -> shares.add(share(figure, cells)));
        });
    return new AnswerCounts(counts, shares);
  }

  /** The fields whose answers are counted by code, as their newest version has them. */
  public static Map<String, FormField> countable(List<FormDefinition> forms) {
    Map<String, FormField> fields = new LinkedHashMap<>();
    for (FormDefinition form : forms) {
      form.fields().stream()
          .filter(field -> !field.codes().isEmpty())
          .forEach(field -> fields.putIfAbsent(field.code(), field));
    }
    return fields;
  }

  private static Map<String, Long> emptyCodes(List<FormDefinition> forms, String code) {
    Map<String, Long> codes = new LinkedHashMap<>();
    for (FormDefinition form : forms) {
      form.fields().stream()
          .filter(field -> field.code().equals(code))
          .flatMap(field -> field.codes().stream())
          .forEach(option -> codes.putIfAbsent(option, 0L));
    }
    return codes;
  }

  private static Map<String, FormDefinition.Indicator> indicators(
      List<FormDefinition> forms, String field) {
    Map<String, FormDefinition.Indicator> indicators = new LinkedHashMap<>();
    for (FormDefinition form : forms) {
      form.figures().stream()
          .filter(indicator -> indicator.field().equals(field))
          .forEach(indicator -> indicators.putIfAbsent(indicator.code(), indicator));
    }
    return indicators;
  }

  private static FieldCount fieldCount(String field, SmallCells cells) {
    return new FieldCount(
        field,
        cells.shownDenominator(),
        cells.codes().stream().map(code -> new CodeCount(code, cells.shown(code))).toList());
  }

  private static Share share(FormDefinition.Indicator figure, SmallCells cells) {
    Long numerator = cells.shownSum(Set.copyOf(figure.options()));
    Long denominator = cells.shownDenominator();
    return new Share(
        figure.code(),
        figure.field(),
        numerator,
        denominator,
        numerator == null || denominator == null,
        percent(numerator, denominator));
  }

  private static @Nullable BigDecimal percent(
      @Nullable Long numerator, @Nullable Long denominator) {
    if (numerator == null || denominator == null || denominator == 0) {
      return null;
    }
    return BigDecimal.valueOf(100 * numerator)
        .divide(BigDecimal.valueOf(denominator), 1, RoundingMode.HALF_UP);
  }
}
