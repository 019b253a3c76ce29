package org.retzef.basket.receipt.sms;

/** The centre will never take a message for this number. */
public final class SmsRefused extends RuntimeException {

  SmsRefused(Throwable cause) {
    super(cause);
  }
}
