package org.retzef.basket.voucher;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** In which language a page of vouchers is read. */
final class PageLanguage {

  private PageLanguage() {}

  /** What was chosen on the page, else the browser's, else Hebrew. */
  static String of(ServerHttpRequest request) {
    return Stream.concat(
            Stream.ofNullable(request.getQueryParams().getFirst("lang")), ofBrowser(request))
        .filter(VoucherTexts.LANGUAGES::contains)
        .findFirst()
        .orElse("he");
  }

  private static Stream<String> ofBrowser(ServerHttpRequest request) {
    try {
      return request.getHeaders().getAcceptLanguageAsLocales().stream().map(Locale::getLanguage);
    } catch (IllegalArgumentException malformed) {
      return Stream.empty();
    }
  }
}
