package org.retzef.family.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * One question of a form.
 *
 * @param code its name in the answers
 * @param domain the part of life that it asks about
 * @param required whether it must be answered wherever it is asked; no, if left out
 * @param perMember whether it is asked for each member: the answer is then an object from the
 *     member's id to the answer
 * @param options what a {@code CHOICE} or {@code CHOICES} is taken from
 * @param min the least {@code NUMBER} or {@code RATING}; a rating is from 1 to 5 if left out
 * @param max the greatest; of a {@code TEXT}, its length in characters
 * @param onlyIf when it is asked; always, if left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormField(
    @NotNull @Pattern(regexp = FormField.CODE, message = "code-invalid") String code,
    @Nullable LifeDomain domain,
    @NotNull Type type,
    @NotNull @Text(max = 300) String labelHe,
    @Nullable @Text(max = 300) String labelAr,
    @Nullable @Text(max = 300) String labelEn,
    @Nullable Boolean required,
    @Nullable Boolean perMember,
    @Nullable @Size(min = 2, max = 50) List<@NotNull @Valid Option> options,
    @Nullable Integer min,
    @Nullable Integer max,
    @Nullable @Valid Condition onlyIf) {

  static final String CODE = "[a-z][A-Za-z0-9]{1,59}";

  private static final int LEAST_RATING = 1;
  private static final int GREATEST_RATING = 5;
  private static final int WIDEST_RATING = 10;

  /** What kind of answer a question takes. Texts are sealed; everything else can be counted. */
  public enum Type {
    CHOICE,
    CHOICES,
    RATING,
    NUMBER,
    YES_NO,
    DATE,
    TEXT
  }

  /** One of the answers that may be chosen. */
  public record Option(
      @NotNull @Pattern(regexp = Option.CODE, message = "code-invalid") String code,
      @NotNull @Text(max = 200) String labelHe,
      @Nullable @Text(max = 200) String labelAr,
      @Nullable @Text(max = 200) String labelEn) {

    static final String CODE = "[A-Z][A-Z0-9_]{0,59}";
  }

  /**
   * A question is asked only if an earlier one was answered so; of the same member, where both are
   * asked for each.
   *
   * @param answer the earlier answer's code: an option's, a number, {@code true} or {@code false}
   */
  public record Condition(
      @NotNull @Text(max = 60) String field, @NotNull @Text(max = 60) String answer) {}

  boolean mustBeAnswered() {
    return Boolean.TRUE.equals(required);
  }

  boolean asksEachMember() {
    return Boolean.TRUE.equals(perMember);
  }

  int least() {
    return min != null ? min : type == Type.RATING ? LEAST_RATING : Integer.MIN_VALUE;
  }

  int greatest() {
    return max != null ? max : type == Type.RATING ? GREATEST_RATING : Integer.MAX_VALUE;
  }

  boolean isTooWide() {
    return type == Type.RATING && (least() < 0 || greatest() > WIDEST_RATING);
  }

  /**
   * The answers that can be counted one by one; none for dates, free numbers and texts, nor for a
   * rating that is too wide: the check of a form asks for them before it has refused it.
   */
  public List<String> codes() {
    return switch (type) {
      case CHOICE, CHOICES ->
          options == null ? List.of() : options.stream().map(Option::code).toList();
      case RATING ->
          isTooWide()
              ? List.of()
              : IntStream.rangeClosed(least(), greatest()).mapToObj(String::valueOf).toList();
      case YES_NO -> Stream.of(true, false).map(String::valueOf).toList();
      case NUMBER, DATE, TEXT -> List.of();
    };
  }
}
