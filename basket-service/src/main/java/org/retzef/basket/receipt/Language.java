package org.retzef.basket.receipt;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.ListFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.retzef.basket.category.Category;

/** The languages in which a family is written to. */
enum Language {
  @JsonProperty("he")
  HE("עברית", "rtl"),
  @JsonProperty("ar")
  AR("العربية", "rtl"),
  @JsonProperty("en")
  EN("English", "ltr"),
  @JsonProperty("ru")
  RU("Русский", "ltr"),
  @JsonProperty("am")
  AM("አማርኛ", "ltr");

  private final String ownName;
  private final String direction;

  Language(String ownName, String direction) {
    this.ownName = ownName;
    this.direction = direction;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String ownName() {
    return ownName;
  }

  /** As in HTML's {@code dir}. */
  String direction() {
    return direction;
  }

  /** Dates and amounts as they are written in Israel; Arabic there has European digits. */
  Locale locale() {
    return Locale.forLanguageTag(code() + "-IL-u-nu-latn");
  }

  /** As one says it: with an "and" before the last. */
  String namesOf(List<Category> categories) {
    return ListFormat.getInstance(locale(), ListFormat.Type.STANDARD, ListFormat.Style.FULL)
        .format(categories.stream().map(category -> category.name(code())).toList());
  }

  static Optional<Language> ofCode(String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }
}
