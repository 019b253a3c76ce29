package org.retzef.basket.request;

/** Who refused a request: alone, or by a vote in the committee that refused it. */
public final class Refusers {

  /**
   * Selects their subjects, within a query of {@code basket_request request}. Votes against a
   * request that the committee approved or returned are not among them.
   */
  public static final String OF_REQUEST =
      """
      select decided_by from decision
       where request_id = request.id and decision = 'REJECT'
      union
      select vote.decided_by from vote
        join decision using (request_id, round)
       where request_id = request.id and decision.decision = 'REJECT' and vote.decision = 'REJECT'
      """;

  private Refusers() {}
}
