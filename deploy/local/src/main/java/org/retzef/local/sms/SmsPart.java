package org.retzef.local.sms;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What came in one SMPP message, or one answer of a phone.
 *
 * @param series its place in a text too long for one message
 * @param reference the sender's own ({@code user_message_reference}); null where it gave none
 * @param due whether the other side still has to be told: of the answer, or of the delivery
 */
record SmsPart(
    String id,
    String from,
    String to,
    Alphabet alphabet,
    byte[] payload,
    @Nullable Series series,
    @Nullable Integer reference,
    Instant receivedAt,
    Status status,
    boolean due) {

  /** Part {@code number} of {@code count}, all of one reference. */
  record Series(int reference, int number, int count) {}

  enum Status {
    DELIVERED,
    /** Accepted, and later reported as undeliverable. */
    UNDELIVERABLE,
    /** Accepted, and never heard of again. */
    LOST,
    /** Sent by the phone. */
    REPLY
  }

  SmsPart told() {
    return new SmsPart(
        id, from, to, alphabet, payload, series, reference, receivedAt, status, false);
  }

  /** Whether a sender that did not hear of this one has sent it again. */
  boolean repeats(SmsPart other) {
    return reference != null
        && reference.equals(other.reference)
        && to.equals(other.to)
        && from.equals(other.from)
        && Arrays.equals(payload, other.payload);
  }
}
