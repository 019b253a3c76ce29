package org.retzef.family.post;

import org.retzef.platform.problem.Refusal;

/** There is no such post. */
final class PostNotFound extends Refusal {

  PostNotFound() {
    super(Kind.NOT_FOUND, "post-not-found");
  }
}
