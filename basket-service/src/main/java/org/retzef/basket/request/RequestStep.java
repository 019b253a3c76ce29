package org.retzef.basket.request;

import static org.retzef.basket.request.RequestStatus.APPROVED;
import static org.retzef.basket.request.RequestStatus.DELIVERED;
import static org.retzef.basket.request.RequestStatus.DISPUTED;
import static org.retzef.basket.request.RequestStatus.DRAFT;
import static org.retzef.basket.request.RequestStatus.EXPIRED;
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
  /** A member of a committee votes; the last vote is followed by the decision instead. */
  VOTE(IN_APPROVAL, SUBMITTED, IN_APPROVAL),
  /** The tier's days are over: the next one decides. */
  ESCALATE(SUBMITTED, SUBMITTED, IN_APPROVAL),
  APPROVE(APPROVED, SUBMITTED, IN_APPROVAL),
  REJECT(REJECTED, SUBMITTED, IN_APPROVAL),
  RETURN(DRAFT, SUBMITTED, IN_APPROVAL),
  /** What was returned is completed. */
  EDIT(DRAFT, DRAFT),
  /** An appeal was justified: it is decided anew. */
  REOPEN(SUBMITTED, REJECTED),
  WITHDRAW(WITHDRAWN, DRAFT, SUBMITTED, IN_APPROVAL, APPROVED),
  ORDER(ORDERED, APPROVED),
  /** Nothing was delivered until the voucher's last day. */
  EXPIRE(EXPIRED, ORDERED),
  DELIVER(DELIVERED, ORDERED),
  CONFIRM(RECEIVED, DELIVERED),
  DISPUTE(DISPUTED, DELIVERED),
  /** Two people agree, with a reason, on what of a disputed delivery came. */
  SETTLE(RECEIVED, DISPUTED),
  /** Two people agree, with a reason, that nothing of a disputed delivery came. */
  CANCEL(WITHDRAWN, DISPUTED),
  PAY(PAID, RECEIVED),
  /** A payment that was wrong is undone. */
  REVERSE(RECEIVED, PAID);

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
