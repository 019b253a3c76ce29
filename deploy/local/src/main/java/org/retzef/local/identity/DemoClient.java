package org.retzef.local.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs that log in for themselves, with a secret from the platform's keys. */
public enum DemoClient {
  NGO(
      "ngo",
      List.of("referrals:write", "families:read", "trainings:read", "shared-sets:read"),
      Map.of("unit", "IL", "roles", List.of("partner"), "partner", "NGO-DEMO")),
  VENDOR(
      "vendor",
      List.of(),
      Map.of("unit", "IL", "roles", List.of("vendor"), "vendor", "VENDOR-DEMO")),
  BASKET_SERVICE(
      "basket-service", List.of("contact:read"), Map.of("unit", "IL", "roles", List.of())),
  /**
   * Enters the demo year where departments and centres would; see {@code org.retzef.local.demo}.
   */
  DEMO_DESK(
      "demo-desk",
      List.of(),
      Map.of("unit", "IL", "roles", List.of("family-social-worker", "otzma-worker"))),
  /** Approves and signs what the other one asks for. */
  DEMO_HEAD("demo-head", List.of(), Map.of("unit", "IL", "roles", List.of("department-head")));

  private final String id;
  private final List<String> scopes;
  private final Map<String, Object> claims;

  DemoClient(String id, List<String> scopes, Map<String, Object> claims) {
    this.id = id;
    this.scopes = scopes;
    this.claims = claims;
  }

  public String id() {
    return id;
  }

  public List<String> scopes() {
    return scopes;
  }

  Map<String, Object> claims() {
    return claims;
  }

  public static Optional<DemoClient> withId(String id) {
    return Arrays.stream(values()).filter(client -> client.id().equals(id)).findFirst();
  }
}
