package org.retzef.rights.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.outbox.Event;

/** What happens to the catalogue: told by code; whoever needs the text reads it here. */
sealed interface RightEvent extends Event {

  String code();

  @Override
  default String topic() {
    return "retzef.rights.events";
  }

  @Override
  default String aggregateType() {
    return "right";
  }

  @Override
  default String aggregateId() {
    return code();
  }

  record Published(
      String code,
      int version,
      Category category,
      @Nullable Integer figuresYear,
      LocalDate publishedOn)
      implements RightEvent {

    @Override
    public String type() {
      return "org.retzef.right.published.v1";
    }
  }
}
