package org.retzef.reporting.fold;

import java.util.List;

/** A report: which events mean what to it. It is a bean; the rest is the fold's work. */
public interface Projection {

  /** Tells the meaning of the events that this report reads. */
  void read(Reading reading);

  /** Tables of its own that it fills by {@link Reading#keep}; each has a column {@code edition}. */
  default List<String> tables() {
    return List.of();
  }
}
