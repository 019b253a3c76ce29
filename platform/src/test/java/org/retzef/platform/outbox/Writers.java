package org.retzef.platform.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.retzef.platform.testing.Patiently;

/** Several threads that write news of a few aggregates as fast as they can. */
final class Writers {

  private final Commands commands;
  private final Outbox outbox;
  private final List<String> notes;
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final List<CompletableFuture<Integer>> threads = new ArrayList<>();

  private Writers(Commands commands, Outbox outbox, List<String> notes) {
    this.commands = commands;
    this.outbox = outbox;
    this.notes = notes;
  }

  static Writers start(int threads, Commands commands, Outbox outbox, List<String> notes) {
    var writers = new Writers(commands, outbox, notes);
    for (int i = 0; i < threads; i++) {
      var random = new Random(i);
      // each on a thread of its own: the common pool has one on a small machine
      writers.threads.add(
          CompletableFuture.supplyAsync(
              () -> writers.write(random), task -> Thread.ofPlatform().start(task)));
    }
    return writers;
  }

  private int write(Random random) {
    int written = 0;
    while (running.get()) {
      List<NoteEvent> news =
          IntStream.rangeClosed(1, 1 + random.nextInt(3))
              .<NoteEvent>mapToObj(
                  line -> new NoteEvent.Written(notes.get(random.nextInt(notes.size())), line))
              .toList();
      commands
          .run(() -> outbox.append(news).thenReturn(true))
          .retryWhen(Patiently.WHILE_LATE)
          .block();
      written += news.size();
    }
    return written;
  }

  /** Ends the writing and says how many events were committed. */
  int stop() {
    running.set(false);
    return threads.stream().mapToInt(CompletableFuture::join).sum();
  }
}
