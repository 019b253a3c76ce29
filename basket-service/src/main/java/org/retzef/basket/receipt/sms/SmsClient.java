package org.retzef.basket.receipt.sms;

import java.util.List;

/**
 * Hands texts to whoever brings them to phones; what that tells goes to the {@link SmsListener}.
 * Which one is used says {@code retzef.sms.provider}: {@code smpp} or {@code http}.
 */
public interface SmsClient extends AutoCloseable {

  /**
   * Connects if that is needed and due; to be called again and again, by one thread, because what
   * comes in may come only while a connection stands.
   */
  boolean isReady();

  /**
   * Hands a message over and asks for a report of its delivery.
   *
   * @return the ids of its parts, by which will be reported
   * @throws SmsRefused if the number is refused
   * @throws SmsNotSent if it is not known that all of it was taken
   */
  List<String> send(Sms message);

  @Override
  void close();
}
