package org.retzef.training.project;

import java.util.List;
import org.retzef.platform.caller.UnitPath;

/**
 * A department's place in the order of a project, and why.
 *
 * @param rank 1 is first
 * @param trained how many of its workers were trained, out of the records
 * @param score 0 to 100: the sum of the parts
 * @param parts what the score is made of, the largest first
 */
record Priority(
    int rank,
    UnitPath unit,
    String cluster,
    int workers,
    int trained,
    double score,
    List<Part> parts) {

  /**
   * @param value 0 to 100
   * @param weight percent
   * @param points value times weight
   */
  record Part(Reason reason, double value, int weight, double points) {}

  /** What counts [S3]. */
  enum Reason {
    /** The need, as far as it is not met: times the share of workers who are not trained. */
    GAP,
    READINESS,
    LEARNING_VALUE
  }
}
