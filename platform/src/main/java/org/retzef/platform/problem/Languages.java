package org.retzef.platform.problem;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The languages of answers: Hebrew unless the caller asks for Arabic or English. */
public final class Languages {

  public static final Locale HEBREW = Locale.forLanguageTag("he");
  public static final List<Locale> SUPPORTED =
      List.of(HEBREW, Locale.forLanguageTag("ar"), Locale.ENGLISH);

  private Languages() {}

  /** The best supported language of {@code Accept-Language}; a malformed header asks for none. */
  public static Locale of(HttpHeaders headers) {
    try {
      Locale wanted = Locale.lookup(headers.getAcceptLanguage(), SUPPORTED);
      return wanted == null ? HEBREW : wanted;
    } catch (IllegalArgumentException malformed) {
      return HEBREW;
    }
  }
}
