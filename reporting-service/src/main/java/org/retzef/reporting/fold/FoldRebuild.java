package org.retzef.reporting.fold;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** {@code --retzef.reporting.rebuild=figures}: whoever runs the service wants all folded anew. */
@Component
@ConditionalOnProperty(name = "retzef.reporting.rebuild", havingValue = "figures")
class FoldRebuild implements ApplicationRunner {

  private final Editions editions;

  FoldRebuild(Editions editions) {
    this.editions = editions;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    editions.begin().block();
  }
}
