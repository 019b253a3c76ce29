package org.retzef.basket.approval;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.retzef.platform.caller.Caller;

/**
 * The tiers that decide on requests, the lowest first. A worker asks and decides on nothing. In the
 * expression of a policy a tier is written by its name.
 */
public enum Tier {
  TEAM_LEAD("team-lead"),
  DEPARTMENT_HEAD("department-head"),
  DISTRICT("supervisor"),
  NATIONAL("national-manager");

  private final String role;

  Tier(String role) {
    this.role = role;
  }

  public int number() {
    return ordinal() + 1;
  }

  boolean isLast() {
    return this == NATIONAL;
  }

  /** The highest tier that one of the caller's roles carries; 0 where none carries any. */
  public static int of(Caller caller) {
    return Arrays.stream(values())
        .filter(tier -> caller.has(tier.role))
        .mapToInt(Tier::number)
        .max()
        .orElse(0);
  }

  static Optional<Tier> ofNumber(long number) {
    return Stream.of(values()).filter(tier -> tier.number() == number).findFirst();
  }
}
