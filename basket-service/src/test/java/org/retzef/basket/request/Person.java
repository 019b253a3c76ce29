package org.retzef.basket.request;

import java.util.Arrays;
import java.util.List;
import org.retzef.basket.Desk;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Somebody who may try to decide, with the tier that the contract gives the role; 0 for none. */
enum Person {
  WORKER("worker-1", Desk.DEPARTMENT, "family-social-worker", 0),
  COMPANION("companion-1", Desk.DEPARTMENT, "family-companion", 0),
  LEAD("lead-1", Desk.DEPARTMENT, "team-lead", 1),
  HEAD("head-1", Desk.DEPARTMENT, "department-head", 2),
  OTHER_HEAD("head-2", Desk.DEPARTMENT, "department-head", 2),
  DISTRICT("district-1", "IL.SOUTH", "supervisor", 3),
  SECOND_IN_DISTRICT("district-2", "IL.SOUTH", "supervisor", 3),
  THIRD_IN_DISTRICT("district-3", "IL.SOUTH", "supervisor", 3),
  NATIONAL("national-1", "IL", "national-manager", 4);

  static final List<Person> ABOVE_THE_DEPARTMENT =
      Arrays.stream(values()).filter(Person::isAboveTheDepartment).toList();

  private final String subject;
  private final String unit;
  private final String role;
  private final int tier;

  Person(String subject, String unit, String role, int tier) {
    this.subject = subject;
    this.unit = unit;
    this.role = role;
    this.tier = tier;
  }

  Desk desk(WebTestClient http) {
    return Desk.of(http, subject, unit, role);
  }

  String subject() {
    return subject;
  }

  int tier() {
    return tier;
  }

  boolean isAboveTheDepartment() {
    return tier >= DISTRICT.tier;
  }
}
