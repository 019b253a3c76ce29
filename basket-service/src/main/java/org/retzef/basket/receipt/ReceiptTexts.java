package org.retzef.basket.receipt;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** What a family reads, in one language. */
final class ReceiptTexts {

  private static final Map<Language, ReceiptTexts> ALL = new EnumMap<>(Language.class);

  static {
    Arrays.stream(Language.values())
        .forEach(language -> ALL.put(language, new ReceiptTexts(language)));
  }

  private final ResourceBundle texts;

  private ReceiptTexts(Language language) {
    texts =
        ResourceBundle.getBundle(
            "messages.receipt",
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static ReceiptTexts in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** A text with its gaps filled. */
  String get(String key, String... values) {
    return MessageFormat.format(texts.getString(key), (Object[]) values);
  }

  /** All of them as they stand, for a page. */
  Map<String, String> all() {
    return texts.keySet().stream().collect(Collectors.toMap(key -> key, texts::getString));
  }
}
