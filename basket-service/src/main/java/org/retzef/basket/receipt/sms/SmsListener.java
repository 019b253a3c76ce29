package org.retzef.basket.receipt.sms;

/**
 * Takes in what the centre tells. It is called on the centre's connection and blocks; what it
 * throws makes the centre tell it again later.
 */
public interface SmsListener {

  /** What became of a message, or of one part of a long one. */
  void reported(String messageId, boolean delivered);

  /**
   * A phone has written.
   *
   * @param phone as the network writes it
   */
  void received(String phone, String text);
}
