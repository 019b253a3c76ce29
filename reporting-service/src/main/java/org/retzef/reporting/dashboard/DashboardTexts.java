package org.retzef.reporting.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What stands on the dashboard, in one language. */
record DashboardTexts(String language, Map<String, String> all) {

  static final List<String> LANGUAGES = List.of("he", "ar", "en");

  static DashboardTexts in(String language) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "messages.dashboard",
            Locale.forLanguageTag(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new DashboardTexts(
        language, texts.keySet().stream().collect(Collectors.toMap(key -> key, texts::getString)));
  }

  /** What was chosen on the page, else the browser's, else Hebrew. */
  static DashboardTexts of(ServerHttpRequest request) {
    return in(
        Stream.concat(
                Stream.ofNullable(request.getQueryParams().getFirst("lang")), ofBrowser(request))
            .filter(LANGUAGES::contains)
            .findFirst()
            .orElse("he"));
  }

  private static Stream<String> ofBrowser(ServerHttpRequest request) {
    try {
      return request.getHeaders().getAcceptLanguageAsLocales().stream().map(Locale::getLanguage);
    } catch (IllegalArgumentException malformed) {
      return Stream.empty();
    }
  }

  /** As in HTML's {@code dir}. */
  String direction() {
    return language.equals("en") ? "ltr" : "rtl";
  }
}
