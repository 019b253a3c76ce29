package org.retzef.basket.voucher;

/** What a family says when it is asked whether a delivery came. */
public enum ReceiptAnswer {
  YES,
  PARTIAL,
  NO
}
