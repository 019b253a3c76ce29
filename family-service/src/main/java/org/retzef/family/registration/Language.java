package org.retzef.family.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The languages in which the system can write to a family. */
public enum Language {
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

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Language ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
