package org.retzef.basket.receipt;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** In which language a family reads a page. */
final class PageLanguage {

  private PageLanguage() {}

  /** What was chosen on the page, else the family's, else the browser's, else Hebrew. */
  static Language of(@Nullable Receipt receipt, ServerHttpRequest request) {
    Stream<Language> chosen =
        Stream.ofNullable(request.getQueryParams().getFirst("lang"))
            .flatMap(code -> Language.ofCode(code).stream());
    Stream<Language> ofFamily = Stream.ofNullable(receipt == null ? null : receipt.language());
    return Stream.of(chosen, ofFamily, ofBrowser(request))
        .flatMap(languages -> languages)
        .findFirst()
        .orElse(Language.HE);
  }

  private static Stream<Language> ofBrowser(ServerHttpRequest request) {
    try {
      return request.getHeaders().getAcceptLanguageAsLocales().stream()
          .map(Locale::getLanguage)
          .flatMap(code -> Language.ofCode(code).stream());
    } catch (IllegalArgumentException malformed) {
      return Stream.empty();
    }
  }
}
