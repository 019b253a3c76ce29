package org.retzef.reporting.sharing.extract;

import org.retzef.platform.problem.Refusal;

final class ExtractNotFound extends Refusal {

  ExtractNotFound() {
    super(Kind.NOT_FOUND, "extract-not-found");
  }
}
