package org.retzef.reporting.headline;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** {@code --retzef.reporting.rebuild=headline}: whoever runs the service wants it folded anew. */
@Component
@ConditionalOnProperty(name = "retzef.reporting.rebuild", havingValue = "headline")
class HeadlineRebuild implements ApplicationRunner {

  private final Editions editions;

  HeadlineRebuild(Editions editions) {
    this.editions = editions;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    editions.begin().block();
  }
}
