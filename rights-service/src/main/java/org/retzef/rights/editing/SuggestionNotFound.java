package org.retzef.rights.editing;

import org.retzef.platform.problem.Refusal;

final class SuggestionNotFound extends Refusal {

  SuggestionNotFound() {
    super(Kind.NOT_FOUND, "suggestion-not-found");
  }
}
