package org.retzef.platform.inbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Events that came together, by their subjects: each one's numbers run on without a gap. */
record Runs(Collection<Run> all) {

  record Run(String topic, String subject, long first, long last) {}

  private record Subject(String topic, String id) {}

  /** Fails where a subject's numbers do not. */
  static Runs of(List<Delivery> deliveries) {
    Map<Subject, Run> runs = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      ReceivedEvent event = delivery.event();
      runs.merge(
          new Subject(event.topic(), event.subject()),
          new Run(event.topic(), event.subject(), event.sequence(), event.sequence()),
          Runs::goOn);
    }
    return new Runs(runs.values());
  }

  private static Run goOn(Run run, Run next) {
    if (next.first() != run.last() + 1) {
      throw new InboxConsumer.NotInOrder();
    }
    return new Run(run.topic(), run.subject(), run.first(), next.last());
  }

  String[] column(Function<Run, String> value) {
    return all.stream().map(value).toArray(String[]::new);
  }

  Long[] numbers(ToLongFunction<Run> value) {
    return all.stream().mapToLong(value).boxed().toArray(Long[]::new);
  }
}
