package org.retzef.basket;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Does the same at the same moment, many times. */
public final class Race {

  private Race() {}

  /** All start together; answers what each came to. */
  public static <T> List<T> of(int runners, java.util.function.IntFunction<T> work)
      throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          IntStream.range(0, runners)
              .mapToObj(
                  i ->
                      threads.submit(
                          (Callable<T>)
                              () -> {
                                start.await();
                                return work.apply(i);
                              }))
              .toList();
      start.countDown();
      threads.shutdown();
      while (!threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES)) {
        // a run that hangs ends with the test's own time
      }
      return running.stream().map(Future::resultNow).toList();
    }
  }
}
