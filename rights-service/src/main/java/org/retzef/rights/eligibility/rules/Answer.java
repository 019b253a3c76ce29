package org.retzef.rights.eligibility.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a household, fact by fact.
 *
 * @param fact a name of {@code GET /api/v1/rights/facts}
 * @param of which of several persons or children, counted from 1; left out for the first, and for
 *     facts of the whole household
 * @param value {@code true}, a number, a code, or a list of codes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer(@NotNull String fact, @Nullable Integer of, @NotNull Object value) {

  public int number() {
    return of == null ? 1 : of;
  }

  /** Answers are about people: nothing of them gets into a log. */
  @Override
  public String toString() {
    return "Answer";
  }
}
