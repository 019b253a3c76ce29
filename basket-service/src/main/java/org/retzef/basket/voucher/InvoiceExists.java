package org.retzef.basket.voucher;

import org.retzef.platform.problem.Refusal;

/** An invoice of this number was filed for the voucher already. */
final class InvoiceExists extends Refusal {

  InvoiceExists() {
    super(Kind.CONFLICT, "invoice-exists");
  }
}
