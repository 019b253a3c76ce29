package org.retzef.reporting.fold;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.retzef.platform.inbox.InboxConsumer;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

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

  private static final Logger log = LoggerFactory.getLogger(FoldReaders.class);

  private final EventFold events;
  private final Folding folding;
  private final Editions editions;
  private final ReadingProgress progress;
  private final Commands commands;
  private final ConcurrentKafkaListenerContainerFactory<String, byte[]> containers;
  private final Map<Integer, MessageListenerContainer> readers = new ConcurrentHashMap<>();
  private volatile boolean running;

  FoldReaders(
      EventFold events,
      Folding folding,
      Editions editions,
      ReadingProgress progress,
      Commands commands,
      ConcurrentKafkaListenerContainerFactory<String, byte[]> containers) {
    this.events = events;
    this.folding = folding;
    this.editions = editions;
    this.progress = progress;
    this.commands = commands;
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
    InboxConsumer consumer = events.consumer(edition, arrived -> events.fold(edition, arrived));
    var container = containers.createContainer(TOPICS.toArray(String[]::new));
    container.setConcurrency(READERS);
    container.setBeanName(Editions.name(edition));
    container.getContainerProperties().setGroupId(Editions.name(edition));
    container.setupMessageListener((BatchMessageListener<String, byte[]>) consumer::handleAll);
    return container;
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

  /** Nobody folds it meanwhile: what changes a figure that answers is told (decision 0117). */
  private void swap(int next) {
    var swapped = commands.run(() -> folding.lock(next).then(editions.swap(next)));
    if (Boolean.TRUE.equals(swapped.block())) {
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
