package org.retzef.platform.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.retzef.platform.testing.TestEvent;

/** What a topic delivered, counted per aggregate. */
record Deliveries(int first, int repeated, int outOfOrder) {

  /** A first delivery is in order if it is the version after the highest one seen before. */
  static Deliveries of(List<TestEvent> events) {
    Map<String, Long> highest = new HashMap<>();
    int first = 0;
    int repeated = 0;
    int outOfOrder = 0;
    for (TestEvent event : events) {
      long seen = highest.getOrDefault(event.subject(), 0L);
      if (event.sequence() <= seen) {
        repeated++;
      } else {
        first++;
        outOfOrder += event.sequence() == seen + 1 ? 0 : 1;
        highest.put(event.subject(), event.sequence());
      }
    }
    return new Deliveries(first, repeated, outOfOrder);
  }
}
