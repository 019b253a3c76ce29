package org.retzef.platform.inbox;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.inbox.InboxConsumer.UnknownType;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.Exceptions;
import tools.jackson.core.JacksonException;

/**
 * Tells the listener's error handler which event failed, why, and whether trying again may help.
 */
final class NotHandled extends RuntimeException {

  /** Whether trying again may help. */
  enum Hope {
    /** It will be done when the database is back. */
    CERTAIN,
    /** It may have been bad luck. */
    SOME,
    /** It will fail the same way each time. */
    NONE
  }

  private final String consumer;
  private final transient @Nullable Delivery delivery;
  private final String reason;
  private final Hope hope;

  /**
   * @param delivery null if the record is no event at all
   */
  NotHandled(String consumer, @Nullable Delivery delivery, RuntimeException failure) {
    super(failure);
    Throwable cause = Exceptions.unwrap(failure);
    this.consumer = consumer;
    this.delivery = delivery;
    this.reason = delivery == null ? "unreadable" : reason(cause);
    this.hope = delivery == null ? Hope.NONE : hope(cause);
  }

  /** An exception's name only: its message may quote data. */
  private static String reason(Throwable cause) {
    return switch (cause) {
      case UnknownType _ -> "unknown-type";
      case JacksonException _ -> "unreadable";
      default -> "failed:" + cause.getClass().getSimpleName();
    };
  }

  private static Hope hope(Throwable cause) {
    return switch (cause) {
      case UnknownType _ -> Hope.NONE;
      case JacksonException _ -> Hope.NONE;
      default -> isUnavailability(cause) ? Hope.CERTAIN : Hope.SOME;
    };
  }

  private static boolean isUnavailability(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotCreateTransactionException
          || cause instanceof R2dbcTransientException
          || cause instanceof R2dbcNonTransientResourceException) {
        return true;
      }
    }
    return false;
  }

  String consumer() {
    return consumer;
  }

  @Nullable Delivery delivery() {
    return delivery;
  }

  String reason() {
    return reason;
  }

  Hope hope() {
    return hope;
  }
}
