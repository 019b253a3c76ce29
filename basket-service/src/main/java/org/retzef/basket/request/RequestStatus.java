package org.retzef.basket.request;

/**
 * Where a request stands. Nothing leads to {@code IN_APPROVAL} and {@code EXPIRED} yet: several
 * approvers and deadlines come with the policies for them.
 */
public enum RequestStatus {
  DRAFT(false),
  SUBMITTED(true),
  IN_APPROVAL(true),
  APPROVED(true),
  REJECTED(false),
  WITHDRAWN(false),
  ORDERED(true),
  DELIVERED(true),
  RECEIVED(true),
  DISPUTED(true),
  PAID(true),
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
