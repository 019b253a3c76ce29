package org.retzef.platform.paging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** New ids (UUIDv7). They sort by the time of their making, which is the order of pages. */
public final class Ids {

  /** One for all: two generators would not keep the order within a millisecond. */
  private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private Ids() {}

  public static UUID next() {
    return GENERATOR.generate();
  }
}
