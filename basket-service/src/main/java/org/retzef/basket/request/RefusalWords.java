package org.retzef.basket.request;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why a request was refused, and what can be done about it. */
@Component
class RefusalWords {

  private final MessageSource messages;

  RefusalWords(MessageSource messages) {
    this.messages = messages;
  }

  RequestView view(BasketRequest request, Locale language) {
    Decision decision = request.decision();
    if (request.status() != RequestStatus.REJECTED || decision == null) {
      return new RequestView(request, null, null);
    }
    return new RequestView(
        request,
        messages.getMessage("reason." + decision.reasonCode(), null, language),
        messages.getMessage("how-to-appeal", new Object[] {decision.appealUntil()}, language));
  }
}
