package org.retzef.family.directory;

import java.util.Set;

/** What agreements can grant; other scopes are of services among themselves. */
public final class Scopes {

  /** As an expression, for requests. */
  public static final String KNOWN = "referrals:write|families:read|trainings:read";

  public static final Set<String> ALL = Set.of(KNOWN.split("\\|"));

  private Scopes() {}
}
