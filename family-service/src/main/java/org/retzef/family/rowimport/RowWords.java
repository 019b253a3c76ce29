package org.retzef.family.rowimport;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says what is wrong with the rows of a file, in the language of who asks. */
@Component
public class RowWords {

  private final MessageSource messages;

  RowWords(MessageSource messages) {
    this.messages = messages;
  }

  public List<ToldFault> of(List<RowFault> faults, Locale language) {
    return faults.stream()
        .map(
            fault ->
                new ToldFault(
                    fault.row(), fault.field(), fault.code(), words(fault.code(), language)))
        .toList();
  }

  /** A row keeps no more than the code: what else its message would name is left out of it. */
  private String words(String code, Locale language) {
    return words("row." + code, words(code, code, language), language);
  }

  private String words(String key, @Nullable String otherwise, Locale language) {
    return Objects.requireNonNull(messages.getMessage(key, null, otherwise, language));
  }
}
