package org.retzef.basket.bookkeeping;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One entry of the ledger.
 *
 * @param shares of each source, in the order of the header
 */
record ExportRow(
    LocalDate bookedOn,
    LocalDate effectiveOn,
    String posting,
    String kind,
    String account,
    BigDecimal amount,
    BigDecimal balance,
    List<BigDecimal> shares) {

  static final List<String> COLUMNS =
      List.of("תאריך רישום", "תאריך ערך", "רישום", "סוג", "חשבון", "סכום", "יתרה");

  static BigDecimal shekels(long agorot) {
    return BigDecimal.valueOf(agorot, 2);
  }
}
