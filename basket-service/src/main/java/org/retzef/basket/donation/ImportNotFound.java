package org.retzef.basket.donation;

import org.retzef.platform.problem.Refusal;

/** There is no such import. */
final class ImportNotFound extends Refusal {

  ImportNotFound() {
    super(Kind.NOT_FOUND, "import-not-found");
  }
}
