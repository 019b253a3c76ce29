package org.retzef.family.post;

import org.retzef.platform.problem.Refusal;

/** The post has no such term. */
final class TermNotFound extends Refusal {

  TermNotFound() {
    super(Kind.NOT_FOUND, "post-term-not-found");
  }
}
