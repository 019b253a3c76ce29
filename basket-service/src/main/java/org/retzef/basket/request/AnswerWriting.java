package org.retzef.basket.request;

import java.math.BigDecimal;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.retzef.basket.category.Categories;
import org.retzef.basket.category.Category;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the answer to a request in a family's language. It names nobody. */
@Component
class AnswerWriting {

  private static final Set<String> LANGUAGES = Set.of("he", "ar", "en", "ru", "am");
  private static final Set<String> FROM_RIGHT_TO_LEFT = Set.of("he", "ar");

  private final Categories categories;

  AnswerWriting(Categories categories) {
    this.categories = categories;
  }

  /** Fails with {@link NoAnswerYet}. */
  Mono<WrittenAnswer> write(BasketRequest request, String language) {
    if (!LANGUAGES.contains(language)) {
      return Mono.error(new InvalidInput(Fault.of("language", "language-unknown")));
    }
    Decision decision = request.decision();
    if (decision == null) {
      return Mono.error(new NoAnswerYet());
    }
    return categories
        .of(request.items().stream().map(BasketRequest.Item::category).distinct().toList())
        .collectList()
        .map(named -> new Letter(language).about(request, decision, named));
  }

  private record Letter(String language, Locale locale, ResourceBundle texts) {

    /** Dates and amounts as they are written in Israel; Arabic there has European digits. */
    Letter(String language) {
      this(language, Locale.forLanguageTag(language + "-IL-u-nu-latn"));
    }

    private Letter(String language, Locale locale) {
      this(
          language,
          locale,
          ResourceBundle.getBundle(
              "messages.answer",
              locale,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    WrittenAnswer about(BasketRequest request, Decision decision, List<Category> named) {
      List<String> lines = new ArrayList<>();
      lines.add(
          text("about", date(decision.decidedOn()), names(named), inShekels(request.amount())));
      lines.add(text(decision.decision().name()));
      if (decision.reasonCode() != null) {
        lines.add(text("why", text("reason." + decision.reasonCode())));
      }
      if (decision.note() != null) {
        lines.add(text("note", decision.note()));
      }
      if (decision.appealUntil() != null) {
        lines.add(text("appeal", date(decision.appealUntil())));
      }
      String direction = FROM_RIGHT_TO_LEFT.contains(language) ? "rtl" : "ltr";
      return new WrittenAnswer(
          request.id(), language, direction, text("title"), List.copyOf(lines));
    }

    private String text(String key, String... values) {
      return MessageFormat.format(texts.getString(key), (Object[]) values);
    }

    private String names(List<Category> named) {
      return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
          .format(named.stream().map(category -> category.name(language)).toList());
    }

    private String inShekels(Money amount) {
      return NumberFormat.getCurrencyInstance(locale)
          .format(BigDecimal.valueOf(amount.agorot(), 2));
    }

    private String date(LocalDate day) {
      return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day);
    }
  }
}
