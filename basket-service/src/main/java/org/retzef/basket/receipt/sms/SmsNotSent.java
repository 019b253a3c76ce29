package org.retzef.basket.receipt.sms;

/**
 * The centre did not say that it has taken the message. It may have taken some of it: who sends it
 * again does so with the same reference.
 */
public final class SmsNotSent extends RuntimeException {

  SmsNotSent(Throwable cause) {
    super(cause.getClass().getSimpleName(), cause);
  }
}
