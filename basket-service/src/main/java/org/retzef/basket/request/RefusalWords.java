package org.retzef.basket.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why a request was refused, and what can be done about it. */
@Component
class RefusalWords {

  private final MessageSource messages;

  RefusalWords(MessageSource messages) {
    this.messages = messages;
  }

  /** The same request; if it was refused, with the reason and the right of appeal in words. */
  BasketRequest explain(BasketRequest request, Locale language) {
    Decision decision = request.decision();
    if (decision == null || decision.decision() != Decision.Verdict.REJECT) {
      return request;
    }
    return request.with(
        decision.explained(
            words(language, "reason." + decision.reasonCode()),
            words(language, "how-to-appeal", decision.appealUntil())));
  }

  private String words(Locale language, String key, @Nullable Object... arguments) {
    return messages.getMessage(key, arguments, language);
  }
}
