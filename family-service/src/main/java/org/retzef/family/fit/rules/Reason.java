package org.retzef.family.fit.rules;

import java.util.List;

/**
 * What a criterion says of a family.
 *
 * @param missing facts that are not known and would decide, by their codes
 * @param confirmed whether the source says it; if not, it was inferred and may be changed
 */
public record Reason(
    String code,
    Outcome outcome,
    String nameHe,
    String nameAr,
    String nameEn,
    List<String> missing,
    int version,
    String source,
    boolean confirmed) {

  /** Whether the family meets a criterion. */
  public enum Outcome {
    MET,
    FAILED,
    /** Nobody knows yet; not a no. */
    TO_BE_ASKED
  }

  static Reason of(Criterion criterion, Outcome outcome, List<String> missing) {
    return new Reason(
        criterion.code(),
        outcome,
        criterion.nameHe(),
        criterion.nameAr(),
        criterion.nameEn(),
        missing,
        criterion.version(),
        criterion.source(),
        criterion.confirmed());
  }
}
