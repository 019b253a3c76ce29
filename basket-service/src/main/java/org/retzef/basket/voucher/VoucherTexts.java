package org.retzef.basket.voucher;

import java.math.BigDecimal;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.retzef.basket.category.Category;
import org.retzef.basket.money.Money;

/** What stands on a voucher and on the page that verifies it, in one language. */
final class VoucherTexts {

  static final List<String> LANGUAGES = List.of("he", "ar", "en");

  private static final Map<String, VoucherTexts> ALL =
      LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), VoucherTexts::new));

  private final String language;
  private final Locale locale;
  private final ResourceBundle texts;

  private VoucherTexts(String language) {
    this.language = language;
    // dates and amounts as they are written in Israel; Arabic there has European digits
    this.locale = Locale.forLanguageTag(language + "-IL-u-nu-latn");
    this.texts =
        ResourceBundle.getBundle(
            "messages.voucher",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Hebrew for languages that it is not in. */
  static VoucherTexts in(String language) {
    return Objects.requireNonNull(ALL.get(LANGUAGES.contains(language) ? language : "he"));
  }

  String language() {
    return language;
  }

  /** As in HTML's {@code dir}. */
  String direction() {
    return language.equals("en") ? "ltr" : "rtl";
  }

  String get(String key, String... values) {
    return MessageFormat.format(texts.getString(key), (Object[]) values);
  }

  Map<String, String> all() {
    return texts.keySet().stream().collect(Collectors.toMap(key -> key, texts::getString));
  }

  String inShekels(Money amount) {
    return NumberFormat.getCurrencyInstance(locale).format(BigDecimal.valueOf(amount.agorot(), 2));
  }

  String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
  }

  String namesOf(List<Category> categories) {
    return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
        .format(categories.stream().map(category -> category.name(language)).toList());
  }
}
