package org.retzef.basket.basket;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.retzef.platform.problem.Refusal;

/**
 * Nobody decides on a family that they belong to. The tables of what is decided ask for it
 * themselves, in the statement that decides.
 */
public final class ConflictOfInterest extends Refusal {

  private ConflictOfInterest() {
    super(Kind.CONFLICT, "conflict-of-interest");
  }

  /** The refusal, where a table refused for this reason; any other failure as it is. */
  public static Throwable orOther(Throwable failure) {
    return failure.getCause() instanceof PostgresqlException database
            && database
                .getErrorDetails()
                .getConstraintName()
                .filter("no_conflict_of_interest"::equals)
                .isPresent()
        ? new ConflictOfInterest()
        : failure;
  }
}
