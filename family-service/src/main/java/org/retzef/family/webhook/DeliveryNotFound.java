package org.retzef.family.webhook;

import org.retzef.platform.problem.Refusal;

/** No delivery of the partner's has this id. */
final class DeliveryNotFound extends Refusal {

  DeliveryNotFound() {
    super(Kind.NOT_FOUND, "delivery-not-found");
  }
}
