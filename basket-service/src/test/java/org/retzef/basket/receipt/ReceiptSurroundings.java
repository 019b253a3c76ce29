package org.retzef.basket.receipt;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One SMS centre and one family-service for all tests that only use them; so one service, too. Its
 * years are closed by the rule that is not the usual one.
 */
public interface ReceiptSurroundings {

  TestSmsCentre CENTRE = new TestSmsCentre();
  TestFamilyService FAMILIES = new TestFamilyService();

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry settings) {
    Surroundings.of(CENTRE, FAMILIES).forEach((name, value) -> settings.add(name, () -> value));
    settings.add("retzef.ledger.carry-over", () -> "CARRY");
  }
}
