package org.retzef.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

class DatabaseConfigurationTest {

  /** As a database that is slow to let the first one in, on a machine where all starts at once. */
  @Test
  void losesNoPlaceInThePoolToAConnectionThatIsNotToBeHadAtTheStart() {
    LoopResources loops = LoopResources.create("nowhere", 1, true);
    ConnectionPool pool =
        new DatabaseConfiguration()
            .connectionFactory(
                new DatabaseSettings("localhost", 1, "nobody", "nobody", "nobody", 5), loops);
    try {
      PoolMetrics places = pool.getMetrics().orElseThrow();
      assertThat(places.getMaxAllocatedSize()).isEqualTo(5);
      await().until(() -> places.allocatedSize() == 0);
    } finally {
      pool.dispose();
      loops.dispose();
    }
  }
}
