package org.retzef.reporting.fold;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.retzef.platform.inbox.BatchHandler.Arrived;
import org.retzef.platform.inbox.Inbox;
import org.retzef.platform.inbox.InboxConsumer;
import org.retzef.platform.outbox.Commands;
import org.retzef.reporting.fold.Reading.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a reader at work for the edition that answers, and for one that is being folded anew until
 * it has read as far; then that one gets its steps, reads on and answers. Every copy of the service
 * follows the same table.
 */
@Component
class FoldReaders implements SmartLifecycle {

  static final List<String> TOPICS =
      List.of(
          "retzef.organisation.events",
          "retzef.family.events",
          "retzef.basket.events",
          "retzef.training.events",
          "retzef.rights.events");

  /** One transaction folds at a time; meanwhile the other reader takes in what it folds next. */
  private static final int READERS = 2;

  private static final String ERASED = Reading.type("family.erased");

  /** The fields of events that tell a family's id. */
  private static final List<String> FAMILIES = List.of("familyId", "mergedFamilyId");

  private static final Logger log = LoggerFactory.getLogger(FoldReaders.class);

  private final Reading reading;
  private final Folding folding;
  private final ErasedFamilies erased;
  private final Inbox inbox;
  private final Editions editions;
  private final ReadingProgress progress;
  private final Commands commands;
  private final Clock clock;
  private final ConcurrentKafkaListenerContainerFactory<String, byte[]> containers;
  private final Map<Integer, MessageListenerContainer> readers = new ConcurrentHashMap<>();
  private volatile boolean running;

  FoldReaders(
      List<Projection> projections,
      Folding folding,
      ErasedFamilies erased,
      Inbox inbox,
      Editions editions,
      ReadingProgress progress,
      Commands commands,
      Clock clock,
      JsonMapper json,
      ConcurrentKafkaListenerContainerFactory<String, byte[]> containers) {
    this.reading = new Reading(json, projections);
    this.folding = folding;
    this.erased = erased;
    this.inbox = inbox;
    this.editions = editions;
    this.progress = progress;
    this.commands = commands;
    this.clock = clock;
    this.containers = containers;
  }

  @Override
  public void start() {
    running = true;
    follow();
  }

  @Override
  public synchronized void stop() {
    running = false;
    readers.values().forEach(MessageListenerContainer::stop);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Scheduled(fixedDelayString = "PT2S")
  synchronized void follow() {
    if (!running) {
      return;
    }
    var state = Objects.requireNonNull(editions.state().block());
    closeBefore(state.live());
    read(state.live());
    Integer next = state.next();
    if (next != null) {
      read(next);
      if (progress.isAsFar(Editions.name(next), Editions.name(state.live()))) {
        finish(state, next);
      }
    }
  }

  private void read(int edition) {
    readers.computeIfAbsent(edition, this::reader).start();
  }

  private MessageListenerContainer reader(int edition) {
    log.info("Edition {} of the figures is being read", edition);
    InboxConsumer consumer = consumer(edition);
    var container = containers.createContainer(TOPICS.toArray(String[]::new));
    container.setConcurrency(READERS);
    container.setBeanName(Editions.name(edition));
    container.getContainerProperties().setGroupId(Editions.name(edition));
    container.setupMessageListener((BatchMessageListener<String, byte[]>) consumer::handleAll);
    return container;
  }

  /**
   * What no report reads is named; a type that stands nowhere may change a figure and is kept until
   * somebody has decided.
   */
  private InboxConsumer consumer(int edition) {
    InboxConsumer consumer = inbox.consumer(Editions.name(edition));
    Unread.TYPES.stream().map(Reading::type).forEach(consumer::ignore);
    return consumer.together(reading.types(), events -> fold(edition, events));
  }

  private Mono<Void> fold(int edition, List<Arrived> events) {
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

  /** An edition that has read as far gets its steps first; what comes meanwhile it reads then. */
  private void finish(Editions.State state, int next) {
    if (state.nextHasSteps()) {
      swap(next);
    } else {
      var reader = Objects.requireNonNull(readers.get(next));
      reader.stop();
      commands.run(() -> folding.makeSteps(next).thenReturn(true)).block();
      log.info("Edition {} of the figures has its steps", next);
      reader.start();
    }
  }

  private void swap(int next) {
    if (Boolean.TRUE.equals(commands.run(() -> editions.swap(next)).block())) {
      log.info("Edition {} of the figures answers now", next);
      closeBefore(next);
    }
  }

  private void closeBefore(int live) {
    readers.forEach(
        (edition, reader) -> {
          if (edition < live) {
            reader.stop();
          }
        });
  }
}
