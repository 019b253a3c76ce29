package org.retzef.basket.receipt.sms;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The SMS centre.
 *
 * @param sourceAddress what the phone shows as the sender; people can answer it only if the centre
 *     leads it back to us
 */
@ConfigurationProperties("retzef.smpp")
record SmsSettings(String host, int port, String systemId, String password, String sourceAddress) {

  @Override
  public String toString() {
    return "SmsSettings " + host + ":" + port;
  }
}
