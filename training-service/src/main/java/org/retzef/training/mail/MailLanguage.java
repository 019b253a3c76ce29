package org.retzef.training.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** In which language a trainee reads mails and pages. */
public enum MailLanguage {
  HE("rtl", "עברית"),
  AR("rtl", "العربية"),
  EN("ltr", "English");

  private final String direction;
  private final String ownName;

  MailLanguage(String direction, String ownName) {
    this.direction = direction;
    this.ownName = ownName;
  }

  @JsonCreator
  public static MailLanguage read(String code) {
    return ofCode(code).orElseThrow(() -> new IllegalArgumentException("value-unknown"));
  }

  public static Optional<MailLanguage> ofCode(String code) {
    return Stream.of(values()).filter(language -> language.code().equals(code)).findFirst();
  }

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.forLanguageTag(code());
  }

  public String direction() {
    return direction;
  }

  public String ownName() {
    return ownName;
  }
}
