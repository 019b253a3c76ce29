package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.PreparedStatements;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;

/** One voucher is asked for more often than many: to plan that took longer than to find it. */
@RetzefIT
class VoucherStatementIT {

  @Autowired private ConnectionPool pool;

  @Test
  void isNotPlannedForEachVoucher() {
    try (PreparedStatements statements = new PreparedStatements(pool)) {
      Vouchers vouchers = new Vouchers(statements.database());
      for (int i = 0; i < 50; i++) {
        assertThat(vouchers.find(UUID.randomUUID()).blockOptional()).isEmpty();
      }
      assertThat(statements.of("paid_so_far").kept()).isGreaterThan(40);
    }
  }
}
