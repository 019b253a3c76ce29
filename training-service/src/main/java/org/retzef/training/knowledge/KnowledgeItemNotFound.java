package org.retzef.training.knowledge;

import org.retzef.platform.problem.Refusal;

/** There is no such guide, or none on that day. */
final class KnowledgeItemNotFound extends Refusal {

  KnowledgeItemNotFound() {
    super(Kind.NOT_FOUND, "knowledge-item-not-found");
  }
}
