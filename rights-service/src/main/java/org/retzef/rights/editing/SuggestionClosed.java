package org.retzef.rights.editing;

import org.retzef.platform.problem.Refusal;

final class SuggestionClosed extends Refusal {

  SuggestionClosed() {
    super(Kind.CONFLICT, "suggestion-closed");
  }
}
