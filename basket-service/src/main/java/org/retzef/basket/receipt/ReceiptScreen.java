package org.retzef.basket.receipt;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.basket.voucher.Delivery;
import org.retzef.basket.voucher.ReceiptAnswer;
import org.springframework.http.HttpStatus;

/**
 * What the page behind a link says.
 *
 * @param receipt null where the link leads to none, or where it could not be read
 * @param delivery null where nothing of it is shown
 */
record ReceiptScreen(Kind kind, @Nullable Receipt receipt, @Nullable Delivery delivery) {

  enum Kind {
    /** The question. */
    ASK(HttpStatus.OK),
    /** The question again, after an answer that was none. */
    UNCLEAR(HttpStatus.BAD_REQUEST),
    /** The answer that was given. */
    ANSWERED(HttpStatus.OK),
    /** The answer that was given first, after another one. */
    ALREADY(HttpStatus.CONFLICT),
    /** The delivery does not wait for an answer. */
    CLOSED(HttpStatus.CONFLICT),
    EXPIRED(HttpStatus.GONE),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    FAILED(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Kind(HttpStatus status) {
      this.status = status;
    }

    HttpStatus status() {
      return status;
    }

    private boolean asks() {
      return this == ASK || this == UNCLEAR;
    }
  }

  static ReceiptScreen without(Kind kind) {
    return new ReceiptScreen(kind, null, null);
  }

  /** The values of the template {@code receipt.html}: texts and lists of texts only. */
  Map<String, Object> model(Language language) {
    Map<String, Object> model = new HashMap<>();
    model.put("language", language.code());
    model.put("direction", language.direction());
    model.put("languages", languages());
    model.put("texts", ReceiptTexts.in(language).all());
    model.put("kind", kind.name());
    model.put("answers", kind.asks() ? names(ReceiptAnswer.values()) : List.of());
    if (delivery != null) {
      model.put("details", details(delivery, language));
    }
    if (receipt != null && receipt.status().isAnswer()) {
      model.put("answer", receipt.status().name());
    }
    return model;
  }

  private static List<String> names(ReceiptAnswer[] answers) {
    return Arrays.stream(answers).map(Enum::name).toList();
  }

  private static List<Map<String, String>> languages() {
    return Arrays.stream(Language.values())
        .map(language -> Map.of("code", language.code(), "name", language.ownName()))
        .toList();
  }

  /** Pairs of a text's key and a value. */
  private static List<Map<String, String>> details(Delivery delivery, Language language) {
    LocalDate deliveredOn = delivery.deliveredOn();
    return List.of(
        detail("what", language.namesOf(delivery.categories())),
        detail("from", delivery.vendorName()),
        detail("value", inShekels(delivery.delivered(), language)),
        detail("delivered-on", deliveredOn == null ? "" : longDate(deliveredOn, language)));
  }

  private static Map<String, String> detail(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  private static String inShekels(Money amount, Language language) {
    return NumberFormat.getCurrencyInstance(language.locale())
        .format(BigDecimal.valueOf(amount.agorot(), 2));
  }

  private static String longDate(LocalDate day, Language language) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(language.locale())
        .format(day);
  }
}
