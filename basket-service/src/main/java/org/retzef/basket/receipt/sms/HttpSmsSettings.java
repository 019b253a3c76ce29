package org.retzef.basket.receipt.sms;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A provider that takes messages over HTTP and calls back.
 *
 * @param url messages are posted to {@code <url>/messages}
 * @param key our bearer token there
 * @param callbackSecret with which call-backs are signed
 * @param sourceAddress what the phone shows as the sender
 */
@ConfigurationProperties("retzef.sms.http")
record HttpSmsSettings(String url, String key, String callbackSecret, String sourceAddress) {

  @Override
  public String toString() {
    return "HttpSmsSettings " + url;
  }
}
