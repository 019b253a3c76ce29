package org.retzef.reporting.headline;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.retzef.platform.inbox.InboxConsumer;
import org.retzef.platform.outbox.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps a reader at work for the edition that answers, and for one that is being folded anew until
 * it has read as far; then that one answers. Every copy of the service follows the same table.
 */
@Component
class HeadlineReaders implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(HeadlineReaders.class);

  private final HeadlineProjection projection;
  private final Editions editions;
  private final ReadingProgress progress;
  private final Commands commands;
  private final ConcurrentKafkaListenerContainerFactory<String, byte[]> containers;
  private final Map<Integer, MessageListenerContainer> readers = new ConcurrentHashMap<>();
  private volatile boolean running;

  HeadlineReaders(
      HeadlineProjection projection,
      Editions editions,
      ReadingProgress progress,
      Commands commands,
      ConcurrentKafkaListenerContainerFactory<String, byte[]> containers) {
    this.projection = projection;
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
      if (progress.isAsFar(HeadlineProjection.name(next), HeadlineProjection.name(state.live()))) {
        swap(state.live(), next);
      }
    }
  }

  private void read(int edition) {
    readers.computeIfAbsent(edition, this::reader).start();
  }

  private MessageListenerContainer reader(int edition) {
    log.info("Edition {} of the headline is being read", edition);
    InboxConsumer reader = projection.reader(edition);
    var container = containers.createContainer(HeadlineProjection.TOPICS.toArray(String[]::new));
    container.setBeanName(HeadlineProjection.name(edition));
    container.getContainerProperties().setGroupId(HeadlineProjection.name(edition));
    container.setupMessageListener((MessageListener<String, byte[]>) reader::handle);
    return container;
  }

  private void swap(int live, int next) {
    if (Boolean.TRUE.equals(commands.run(() -> editions.swap(next)).block())) {
      log.info("Edition {} of the headline answers now", next);
      closeBefore(next);
      commands.run(() -> editions.drop(live).thenReturn(true)).block();
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
