package org.retzef.training.feedback;

import org.retzef.platform.problem.Refusal;

/** The form's last day is over. */
final class FeedbackClosed extends Refusal {

  FeedbackClosed() {
    super(Kind.CONFLICT, "feedback-closed");
  }
}
