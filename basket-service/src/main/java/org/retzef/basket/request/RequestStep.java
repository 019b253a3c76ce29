package org.retzef.basket.request;

import static org.retzef.basket.request.RequestStatus.APPROVED;
import static org.retzef.basket.request.RequestStatus.DELIVERED;
import static org.retzef.basket.request.RequestStatus.DISPUTED;
import static org.retzef.basket.request.RequestStatus.DRAFT;
import static org.retzef.basket.request.RequestStatus.IN_APPROVAL;
import static org.retzef.basket.request.RequestStatus.ORDERED;
import static org.retzef.basket.request.RequestStatus.PAID;
import static org.retzef.basket.request.RequestStatus.RECEIVED;
import static org.retzef.basket.request.RequestStatus.REJECTED;
import static org.retzef.basket.request.RequestStatus.SUBMITTED;
import static org.retzef.basket.request.RequestStatus.WITHDRAWN;

import java.util.Set;

/** The table of a request's life: what each step leads to, and from where it may be taken. */
public enum RequestStep {
  SUBMIT(SUBMITTED, DRAFT),
  APPROVE(APPROVED, SUBMITTED, IN_APPROVAL),
  REJECT(REJECTED, SUBMITTED, IN_APPROVAL),
  RETURN(DRAFT, SUBMITTED, IN_APPROVAL),
  WITHDRAW(WITHDRAWN, DRAFT, SUBMITTED, IN_APPROVAL, APPROVED),
  ORDER(ORDERED, APPROVED),
  DELIVER(DELIVERED, ORDERED),
  CONFIRM(RECEIVED, DELIVERED),
  DISPUTE(DISPUTED, DELIVERED),
  PAY(PAID, RECEIVED);

  private final RequestStatus to;
  private final Set<RequestStatus> from;

  RequestStep(RequestStatus to, RequestStatus... from) {
    this.to = to;
    this.from = Set.of(from);
  }

  RequestStatus to() {
    return to;
  }

  Set<RequestStatus> from() {
    return from;
  }
}
