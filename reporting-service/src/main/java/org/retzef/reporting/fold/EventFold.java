package org.retzef.reporting.fold;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.retzef.platform.inbox.BatchHandler;
import org.retzef.platform.inbox.BatchHandler.Arrived;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.retzef.reporting.fold.Reading.Told;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Folds events into an edition, in the transaction that takes them in. */
@Component
class EventFold {

  private static final String ERASED = Reading.type("family.erased");

  /** The fields of events that tell a family's id. */
  private static final List<String> FAMILIES = List.of("familyId", "mergedFamilyId");

  private final Reading reading;
  private final Folding folding;
  private final ErasedFamilies erased;
  private final Inbox inbox;
  private final Clock clock;

  EventFold(
      List<Projection> projections,
      Folding folding,
      ErasedFamilies erased,
      Inbox inbox,
      Clock clock,
      JsonMapper json) {
    this.reading = new Reading(json, projections);
    this.folding = folding;
    this.erased = erased;
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * An edition's reader. What no report reads is named; a type that stands nowhere may change a
   * figure and is kept until somebody has decided.
   */
  InboxConsumer consumer(int edition, BatchHandler handler) {
    InboxConsumer consumer = inbox.consumer(Editions.name(edition));
    Unread.TYPES.stream().map(Reading::type).forEach(consumer::ignore);
    return consumer.together(reading.types(), handler);
  }

  Mono<Void> fold(int edition, List<Arrived> events) {
    return folding
        .lock(edition)
        .thenMany(Flux.fromIterable(upToErasures(events)))
        .concatMap(part -> foldPart(edition, part))
        .thenMany(Flux.fromIterable(events))
        .filter(arrived -> reading.keeps(arrived.event().type()))
        .concatMap(arrived -> reading.keep(arrived.event().type(), edition, arrived.data()))
        .then();
  }

  /** What comes after an erasure is told of somebody with another name. */
  private static List<List<Arrived>> upToErasures(List<Arrived> events) {
    List<List<Arrived>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    for (Arrived arrived : events) {
      parts.getLast().add(arrived);
      if (arrived.event().type().equals(ERASED)) {
        parts.add(new ArrayList<>());
      }
    }
    return parts;
  }

  private Mono<Void> foldPart(int edition, List<Arrived> part) {
    Set<String> families = new HashSet<>();
    part.forEach(arrived -> FAMILIES.forEach(field -> families.add(id(arrived.data(), field))));
    return erased
        .names(edition, families)
        .flatMap(names -> folding.foldLocked(edition, changes(part, names)));
  }

  private List<Change> changes(List<Arrived> events, Map<String, String> names) {
    List<Change> changes = new ArrayList<>();
    for (Arrived arrived : events) {
      LocalDate day = LocalDate.ofInstant(arrived.event().time(), clock.getZone());
      JsonNode data = named(arrived.data(), names);
      changes.addAll(
          reading.changes(arrived.event().type(), new Told<>(arrived.event().id(), day, data)));
    }
    return changes;
  }

  private static JsonNode named(JsonNode data, Map<String, String> names) {
    JsonNode named = data;
    for (String field : FAMILIES) {
      String name = names.get(id(data, field));
      if (name != null) {
        named = ((ObjectNode) named.deepCopy()).put(field, name);
      }
    }
    return named;
  }

  private static String id(JsonNode data, String field) {
    return data.path(field).asString("");
  }
}
