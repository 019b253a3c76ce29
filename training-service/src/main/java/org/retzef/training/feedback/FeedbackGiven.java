package org.retzef.training.feedback;

import org.retzef.platform.problem.Refusal;

/** A link takes one answer. */
final class FeedbackGiven extends Refusal {

  FeedbackGiven() {
    super(Kind.CONFLICT, "feedback-given");
  }
}
