package org.retzef.family.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner's webhook.
 *
 * @param url null where none is set
 * @param gone the address answered 410: nothing is sent until one is set anew
 * @param due how many deliveries wait
 * @param dead how many were given up; see the deliveries
 */
record Webhook(@Nullable String url, boolean gone, @Nullable Instant setAt, int due, int dead) {

  static final Webhook NONE = new Webhook(null, false, null, 0, 0);

  /**
   * What signatures are checked with.
   *
   * @param secret as the Standard Webhooks libraries take it; null where no webhook is set
   * @param formerUntil until when the secret before it signs as well; null without one
   */
  record Secret(@Nullable String secret, @Nullable Instant formerUntil) {

    static final Secret NONE = new Secret(null, null);

    @Override
    public String toString() {
      return "Secret";
    }
  }
}
