package org.retzef.hotbudget;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Moves money out of a budget, and keeps what basket-service keeps of it: key, posting, entries.
 */
@RestController
class BudgetPeerController {

  private static final long LONGEST_PAUSE = 5_000_000; // ns

  private final Budgets budgets;
  private final JdbcClient database;
  private final TransactionTemplate transaction;

  BudgetPeerController(Budgets budgets, JdbcClient database, TransactionTemplate transaction) {
    this.budgets = budgets;
    this.database = database;
    this.transaction = transaction;
  }

  record Move(long agorot) {}

  record Moved(UUID id, long agorot) {}

  /** Whoever was too slow tries again after a moment, as often as it takes. */
  @PostMapping("/budgets/{code}/allocations")
  ResponseEntity<Moved> move(
      @PathVariable String code,
      @RequestHeader("Idempotency-Key") String key,
      @RequestBody Move move) {
    while (true) {
      try {
        return transaction.execute(status -> moveOnce(code, key, move));
      } catch (OptimisticLockingFailureException _) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
      }
    }
  }

  private ResponseEntity<Moved> moveOnce(String code, String key, Move move) {
    Budget budget = budgets.findById(code).orElseThrow();
    if (budget.free() < move.agorot()) {
      return ResponseEntity.status(HttpStatus.CONFLICT).build();
    }
    UUID id = UUID.randomUUID();
    write("insert into peer_key (key, answer) values (:a, :b)", key, id.toString());
    budgets.save(budget.less(move.agorot()));
    write("insert into peer_posting (id, reference) values (:a::uuid, :b)", id.toString(), code);
    writeEntry(id, code, -move.agorot());
    writeEntry(id, "elsewhere", move.agorot());
    return ResponseEntity.created(URI.create("/postings/" + id)).body(new Moved(id, move.agorot()));
  }

  private void write(String sql, String a, String b) {
    database.sql(sql).param("a", a).param("b", b).update();
  }

  private void writeEntry(UUID posting, String account, long agorot) {
    database
        .sql(
            "insert into peer_entry (posting, account, amount) values (:posting, :account, :amount)")
        .param("posting", posting)
        .param("account", account)
        .param("amount", agorot)
        .update();
  }
}
