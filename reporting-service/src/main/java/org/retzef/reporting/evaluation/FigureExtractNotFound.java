package org.retzef.reporting.evaluation;

import org.retzef.platform.problem.Refusal;

final class FigureExtractNotFound extends Refusal {

  FigureExtractNotFound() {
    super(Kind.NOT_FOUND, "extract-not-found");
  }
}
