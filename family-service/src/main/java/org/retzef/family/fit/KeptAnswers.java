package org.retzef.family.fit;

import java.util.List;

/** What a family answered, with its version; 0 while nobody has asked. */
record KeptAnswers(List<FitAnswers.Answer> answers, long version) {

  static final KeptAnswers NONE = new KeptAnswers(List.of(), 0);

  @Override
  public String toString() {
    return "KeptAnswers";
  }
}
