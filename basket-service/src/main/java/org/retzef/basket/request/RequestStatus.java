package org.retzef.basket.request;

/** Where a request stands. */
public enum RequestStatus {
  DRAFT(false),
  SUBMITTED(true),
  /** Some members of its committee have voted. */
  IN_APPROVAL(true),
  APPROVED(true),
  REJECTED(false),
  WITHDRAWN(false),
  ORDERED(true),
  DELIVERED(true),
  RECEIVED(true),
  DISPUTED(true),
  PAID(true),
  /** Ordered, and not delivered until the voucher's last day. */
  EXPIRED(false);

  private final boolean holdsMoney;

  RequestStatus(boolean holdsMoney) {
    this.holdsMoney = holdsMoney;
  }

  /** Whether its amount is reserved or spent, and so not left in the basket. */
  boolean holdsMoney() {
    return holdsMoney;
  }
}
