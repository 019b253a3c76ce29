package org.retzef.basket.receipt;

import org.retzef.basket.receipt.Receipts.Due;
import org.retzef.basket.receipt.sms.Sms;
import org.retzef.basket.voucher.Deliveries;
import org.retzef.basket.voucher.Delivery;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes the message to a family: what kind of thing came, the link, and how to reply. No name. */
@Component
class MessageWriting {

  private final Deliveries deliveries;
  private final Secrets secrets;
  private final String publicUrl;

  MessageWriting(
      Deliveries deliveries, Secrets secrets, @Value("${retzef.public-url}") String publicUrl) {
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.publicUrl = publicUrl;
  }

  Mono<Sms> write(Due due, Contact contact) {
    return deliveries
        .find(due.voucherId())
        .map(delivery -> text(contact.preferredLanguage(), delivery, due))
        .map(
            text ->
                new Sms(
                    contact.phone(),
                    text,
                    (due.id().hashCode() + 7 * due.message()) & 0xffff,
                    due.id() + "-" + due.message()));
  }

  private String text(Language language, Delivery delivery, Due due) {
    String what = language.namesOf(delivery.categories());
    String key = due.message() == 0 ? "sms" : "sms-reminder";
    return ReceiptTexts.in(language).get(key, what, link(due));
  }

  private String link(Due due) {
    ReceiptToken token = secrets.tokenOf(due.id());
    if (!due.isOpenedBy(token)) {
      throw new KeyChanged();
    }
    return publicUrl + "/r/" + token.text();
  }
}
