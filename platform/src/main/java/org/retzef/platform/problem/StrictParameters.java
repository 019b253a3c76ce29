package org.retzef.platform.problem;

import java.beans.PropertyEditorSupport;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Reads ids and days in an address or a question in one form only: whoever else looks at the
 * request, such as what records it, reads the same. A day lies between 1900 and 2999, so that what
 * is reckoned from it stays a day that a database knows. What is refused is a {@code
 * value-invalid}.
 */
final class StrictParameters implements WebFluxConfigurer, PropertyEditorRegistrar {

  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern DAY = Pattern.compile("(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}");

  @Override
  @SuppressWarnings("NullAway") // a converter may answer null, which its generic type cannot say
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, UUID.class, StrictParameters::id);
    registry.addConverter(String.class, LocalDate.class, StrictParameters::day);
  }

  /** Where a converter refuses, Spring asks its own editor of ids, which takes any spelling. */
  @Override
  public void registerCustomEditors(PropertyEditorRegistry registry) {
    registry.registerCustomEditor(
        UUID.class,
        new PropertyEditorSupport() {
          @Override
          public void setAsText(String text) {
            setValue(id(text));
          }
        });
  }

  static @Nullable UUID id(String text) {
    return text.isEmpty() ? null : UUID.fromString(required(ID, text));
  }

  static @Nullable LocalDate day(String text) {
    return text.isEmpty() ? null : LocalDate.parse(required(DAY, text));
  }

  private static String required(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("not in the one form");
    }
    return text;
  }
}
