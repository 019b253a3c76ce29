package org.retzef.training.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The languages in which a course is held. */
enum Language {
  @JsonProperty("he")
  HE,
  @JsonProperty("ar")
  AR,
  @JsonProperty("en")
  EN,
  @JsonProperty("ru")
  RU,
  @JsonProperty("am")
  AM;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Language ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
