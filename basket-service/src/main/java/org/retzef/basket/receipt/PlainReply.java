package org.retzef.basket.receipt;

import java.util.Optional;
import org.retzef.basket.voucher.ReceiptAnswer;

/** What a phone writes back. */
final class PlainReply {

  private PlainReply() {}

  /**
   * Reads a bare 1, 2 or 3, in any script's digits and whatever signs stand around it. More words
   * may take the digit back ("1, but the door is broken"), and money hangs on it: they are no
   * answer.
   */
  static Optional<ReceiptAnswer> read(String text) {
    int[] said = text.codePoints().filter(Character::isLetterOrDigit).toArray();
    if (said.length != 1) {
      return Optional.empty();
    }
    return switch (Character.digit(said[0], 10)) {
      case 1 -> Optional.of(ReceiptAnswer.YES);
      case 2 -> Optional.of(ReceiptAnswer.PARTIAL);
      case 3 -> Optional.of(ReceiptAnswer.NO);
      default -> Optional.empty();
    };
  }
}
