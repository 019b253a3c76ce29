package org.retzef.training;

import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.FeatureMap;

class ModularityTest {

  private final FeatureMap features = FeatureMap.of(TrainingServiceApplication.class);

  @Test
  void featuresDoNotReachIntoOneAnotherNorFormCycles() {
    features.verify();
  }

  @Test
  void drawsItsFeatures() {
    features.draw("training-service");
  }
}
