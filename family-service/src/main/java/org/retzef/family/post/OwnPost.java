package org.retzef.family.post;

import org.retzef.platform.problem.Refusal;

/** Nobody decides for what they themselves answer. */
final class OwnPost extends Refusal {

  OwnPost() {
    super(Kind.FORBIDDEN, "post-own");
  }
}
