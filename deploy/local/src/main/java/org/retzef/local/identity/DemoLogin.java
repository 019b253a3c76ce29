package org.retzef.local.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The people of the demo, named by what they do; each has one role in one unit. */
public enum DemoLogin {
  WORKER("family-social-worker", Units.DEPARTMENT),
  HEAD("department-head", Units.DEPARTMENT),
  LEAD("team-lead", Units.DEPARTMENT),
  COMPANION("family-companion", Units.DEPARTMENT),
  OTZMA("otzma-worker", Units.CENTRE),
  SUPERVISOR("supervisor", Units.ANOTHER_DISTRICT),
  COORDINATOR("district-coordinator", Units.DISTRICT),
  NATIONAL("national-manager", Units.COUNTRY),
  BASKET("basket-manager", Units.COUNTRY),
  TRAINING("training-manager", Units.COUNTRY),
  RIGHTS("rights-editor", Units.COUNTRY),
  ANALYST("data-analyst", Units.COUNTRY),
  AUDITOR("auditor", Units.COUNTRY),
  /** One of two who decide on an authority's mix of services. */
  AUTHORITY("department-head", Units.AUTHORITY),
  DEPUTY("department-head", Units.AUTHORITY);

  /** Nothing but the demo's data stands behind it, on loopback. */
  public static final String PASSWORD = "retzef";

  private static final class Units {
    static final String COUNTRY = "IL";
    static final String DISTRICT = "IL.SOUTH";
    static final String ANOTHER_DISTRICT = "IL.HAIFA_NORTH";
    static final String AUTHORITY = "IL.SOUTH.A2630";
    static final String DEPARTMENT = "IL.SOUTH.A2630.D1";
    static final String CENTRE = "IL.SOUTH.A2630.D1.C1";
  }

  private final String role;
  private final String unit;

  DemoLogin(String role, String unit) {
    this.role = role;
    this.unit = unit;
  }

  public String login() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<String> roles() {
    return List.of(role);
  }

  public String unit() {
    return unit;
  }

  static Optional<DemoLogin> named(String login) {
    return Arrays.stream(values()).filter(person -> person.login().equals(login)).findFirst();
  }
}
