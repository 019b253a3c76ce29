package org.retzef.training.outreach;

import org.retzef.platform.problem.Refusal;

/** The department has had a letter for this course. */
final class LetterSentBefore extends Refusal {

  LetterSentBefore() {
    super(Kind.CONFLICT, "letter-sent-before");
  }
}
