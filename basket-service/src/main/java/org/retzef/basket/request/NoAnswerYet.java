package org.retzef.basket.request;

import org.retzef.platform.problem.Refusal;

/** Nobody has decided on the request, so there is no answer to hand over. */
final class NoAnswerYet extends Refusal {

  NoAnswerYet() {
    super(Kind.NOT_FOUND, "no-answer-yet");
  }
}
