package org.retzef.reporting;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.FeatureMap;

class ModularityTest {

  private final FeatureMap features = FeatureMap.of(ReportingServiceApplication.class);

  @Test
  void featuresDoNotReachIntoOneAnotherNorFormCycles() {
    features.verify();
  }

  @Test
  void drawsItsFeatures() {
    features.draw("reporting-service");
  }
}
