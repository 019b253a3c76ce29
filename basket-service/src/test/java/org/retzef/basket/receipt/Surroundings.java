package org.retzef.basket.receipt;

import java.util.Map;

/** Where the service under test finds the SMS centre and the family service of a test. */
final class Surroundings {

  private Surroundings() {}

  static Map<String, Object> of(TestSmsCentre centre, TestFamilyService families) {
    return Map.of(
        "retzef.smpp.port",
        centre.port(),
        "retzef.smpp.system-id",
        TestSmsCentre.SYSTEM_ID,
        "retzef.smpp.password",
        TestSmsCentre.PASSWORD,
        "retzef.services.family",
        families.address(),
        "retzef.issuer-tokens",
        families.address() + "/token",
        "retzef.client-secret",
        TestFamilyService.SECRET);
  }
}
