package org.retzef.basket.receipt;

import java.util.EnumSet;
import java.util.Set;
import org.retzef.basket.voucher.ReceiptAnswer;

/** Where the question to a family stands. */
enum ReceiptStatus {
  /** Not yet with the SMS centre. */
  TO_SEND,
  /** The SMS centre has it. */
  SENT,
  /** The phone has it. */
  DELIVERED,
  YES,
  PARTIAL,
  NO,
  /** No answer for many days, after a reminder; it may still come. */
  SILENT,
  /** The message could not be sent or did not reach the phone. */
  FAILED,
  /** Silence until the link's last day. */
  EXPIRED;

  private static final Set<ReceiptStatus> ANSWERS = EnumSet.of(YES, PARTIAL, NO);

  /**
   * Whether this may follow. A family answers whatever we know of its message: a report may be late
   * or lost, and a worker may have read the link out to them.
   */
  boolean mayBecome(ReceiptStatus next) {
    return switch (this) {
      case TO_SEND -> next == SENT || next == FAILED || next.isAnswer();
      case SENT ->
          next == DELIVERED
              || next == FAILED
              || next == SILENT
              || next == EXPIRED
              || next.isAnswer();
      case DELIVERED -> next == SILENT || next == EXPIRED || next.isAnswer();
      case SILENT -> next == EXPIRED || next.isAnswer();
      case FAILED -> next.isAnswer();
      case YES, PARTIAL, NO, EXPIRED -> false;
    };
  }

  /** Whether people may say what came: the family denied it, was silent, or was never reached. */
  boolean mayBeOverridden() {
    return switch (this) {
      case PARTIAL, NO, SILENT, FAILED, EXPIRED -> true;
      case TO_SEND, SENT, DELIVERED, YES -> false;
    };
  }

  boolean isAnswer() {
    return ANSWERS.contains(this);
  }

  static ReceiptStatus of(ReceiptAnswer answer) {
    return switch (answer) {
      case YES -> YES;
      case PARTIAL -> PARTIAL;
      case NO -> NO;
    };
  }
}
