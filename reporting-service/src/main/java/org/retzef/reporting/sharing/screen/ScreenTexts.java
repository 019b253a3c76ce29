package org.retzef.reporting.sharing.screen;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.organisation.UnitNames.Named;
import org.retzef.reporting.sharing.agreement.AgeBand;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What stands on a screen, in one language. The template asks it by key. */
record ScreenTexts(String language, ResourceBundle texts) {

  static final List<String> LANGUAGES = List.of("he", "ar", "en");

  /** What was chosen on the page, else Hebrew. */
  static ScreenTexts of(ServerHttpRequest request) {
    String language =
        Stream.ofNullable(request.getQueryParams().getFirst("lang"))
            .filter(LANGUAGES::contains)
            .findFirst()
            .orElse("he");
    return in(language);
  }

  static ScreenTexts in(String language) {
    return new ScreenTexts(
        language,
        ResourceBundle.getBundle(
            "messages.screen",
            Locale.forLanguageTag(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  /** As in HTML's {@code dir}. */
  public String direction() {
    return language.equals("en") ? "ltr" : "rtl";
  }

  public String say(String key) {
    return texts.getString(key);
  }

  /** A code as it is called here, else as it stands. */
  public String named(String kind, @Nullable String code) {
    if (code == null) {
      return say("all");
    }
    String key = kind + "." + code;
    return texts.containsKey(key) ? say(key) : code;
  }

  public String yesOrNo(boolean yes) {
    return say(yes ? "yes" : "no");
  }

  String place(String path, @Nullable Named named) {
    if (named == null) {
      return named("place", path);
    }
    return language.equals("he") || named.nameEn() == null ? named.nameHe() : named.nameEn();
  }

  String band(@Nullable AgeBand band) {
    return band == null
        ? say("all")
        : band.until() == null ? band.from() + "+" : band.from() + "\u2013" + band.until();
  }
}
