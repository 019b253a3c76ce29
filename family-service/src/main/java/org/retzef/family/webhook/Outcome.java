package org.retzef.family.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What became of a try.
 *
 * @param failure null where it was delivered; else {@code status-503}, {@code no-answer} or why the
 *     address was not called
 * @param gone the address wants nothing any more
 */
record Outcome(@Nullable String failure, boolean gone) {

  static final Outcome DELIVERED = new Outcome(null, false);

  static Outcome of(int status) {
    return status / 100 == 2 ? DELIVERED : new Outcome("status-" + status, status == 410);
  }

  static Outcome failed(String why) {
    return new Outcome(why, false);
  }
}
