package org.retzef.family.post;

import org.retzef.platform.problem.Refusal;

/** In one of these days somebody holds the post for this programme. */
final class PostHeldAlready extends Refusal {

  PostHeldAlready() {
    super(Kind.CONFLICT, "post-held-already");
  }
}
