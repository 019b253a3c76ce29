package org.retzef.basket.ledger;

import org.retzef.platform.problem.Refusal;

final class PostingNotFound extends Refusal {

  PostingNotFound() {
    super(Kind.NOT_FOUND, "posting-not-found");
  }
}
