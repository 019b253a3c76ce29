package org.retzef.basket;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

class ModularityTest {

  private final ApplicationModules modules = ApplicationModules.of(BasketServiceApplication.class);

  @Test
  void featuresDoNotReachIntoOneAnotherNorFormCycles() {
    modules.verify();
  }

  @Test
  void drawsItsFeatures() {
    new Documenter(modules, Options.defaults().withOutputFolder("../docs/pictures/basket-service"))
        .writeModulesAsPlantUml(
            DiagramOptions.defaults().withStyle(DiagramOptions.DiagramStyle.UML));
  }
}
