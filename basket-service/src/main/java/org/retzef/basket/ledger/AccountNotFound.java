package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

final class AccountNotFound extends Refusal {

  AccountNotFound() {
    super(Kind.NOT_FOUND, "account-not-found");
  }
}
