package org.retzef.reporting.sharing.agreement;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;

/**
 * An agreement, as it stands.
 *
 * @param code names its set and its stream {@code retzef.share.<code>}
 * @param stages when each stage of the onboarding was reached, the first one first
 * @param formerPseudonymsUntil last day on which rows also tell the pseudonym of the former key
 */
public record SharingAgreement(
    String code,
    Terms terms,
    Stage stage,
    List<Reached> stages,
    @Nullable LocalDate formerPseudonymsUntil,
    long version) {

  /** A stage and the day on which it was reached. */
  public record Reached(Stage stage, LocalDate on) {}

  /** Whether counts can be read on a day. */
  public boolean isReadableOn(LocalDate day) {
    return (stage == Stage.PILOT || stage == Stage.LIVE) && isInForceOn(day);
  }

  /**
   * Whether rows of families leave on a day at all; else only what was made of them. Whoever turns
   * to families must know who they are, and nobody shall find that out from a row (decision 0114).
   */
  private boolean sharesRowsOn(LocalDate day) {
    return stage == Stage.LIVE
        && isInForceOn(day)
        && !terms.answers().processedOnly()
        && !terms.reachesOut();
  }

  /** Whether rows of families go back to the partner on a day, be it in files. */
  public boolean returnsRowsOn(LocalDate day) {
    return sharesRowsOn(day) && terms.answers().returned();
  }

  /** Whether rows of families go to the statistics bureau on a day: a law has to say so. */
  public boolean goesThroughBureauOn(LocalDate day) {
    return sharesRowsOn(day)
        && terms.legalBasis() == LegalBasis.LAW
        && terms.answers().throughBureau();
  }

  /** Whether rows of families are told on a day, on a stream that the partner itself opens. */
  public boolean streamsOn(LocalDate day) {
    return returnsRowsOn(day) && terms.answers().sharedAccess();
  }

  /** Whether this caller, who knows of the agreement, itself opens what it shares. */
  public boolean isOpenedBy(Caller caller) {
    return isOfTheMinistry(caller) || terms.answers().sharedAccess();
  }

  /**
   * Whether this caller, who knows of the agreement, gets files of its families. A file is not cut
   * to a part of the country: the ministry's people see all the agreement's part, or none of it.
   */
  public boolean givesFilesTo(Caller caller) {
    return isOfTheMinistry(caller) ? caller.sees(terms.area()) : terms.answers().sharedAccess();
  }

  private boolean isInForceOn(LocalDate day) {
    return !day.isBefore(terms.validFrom()) && !day.isAfter(terms.validUntil());
  }

  /**
   * Whether this caller learns that the agreement exists: the ministry's people, and its partner.
   */
  public boolean isKnownTo(Caller caller) {
    return isOfTheMinistry(caller) || terms.partner().equals(caller.partner());
  }

  public static boolean isOfTheMinistry(Caller caller) {
    return caller.has("national-manager") || caller.has("data-analyst");
  }

  public String topic() {
    return "retzef.share." + code;
  }
}
