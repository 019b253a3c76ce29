package org.retzef.basket.budget;

import java.util.List;
import org.retzef.basket.ReferenceFile;
import org.retzef.basket.money.Money;
import org.retzef.platform.outbox.Commands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The budget and the envelope of 2021 [S0], for an empty database. */
@Component
@ConditionalOnBooleanProperty("retzef.reference-data")
class BudgetReferenceData implements ApplicationRunner {

  private static final int YEAR = 2021;

  private final Budgets budgets;
  private final Envelopes envelopes;
  private final BudgetLoading loading;
  private final Commands commands;

  BudgetReferenceData(
      Budgets budgets, Envelopes envelopes, BudgetLoading loading, Commands commands) {
    this.budgets = budgets;
    this.envelopes = envelopes;
    this.loading = loading;
    this.commands = commands;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    commands
        .run(() -> budgets.isEmpty().filter(Boolean::booleanValue).flatMap(empty -> load()))
        .block();
  }

  private Mono<Budget> load() {
    return envelopes.insert(envelope()).then(loading.load(budget()));
  }

  static LoadBudgetRequest budget() {
    return new LoadBudgetRequest(
        YEAR,
        ReferenceFile.rows("budget-2021.csv").stream()
            .map(
                row ->
                    new LoadBudgetRequest.Row(
                        row[0], Integer.valueOf(row[1]), Money.parse(row[2]), Money.parse(row[3])))
            .toList());
  }

  static Envelope envelope() {
    List<String[]> rows = ReferenceFile.rows("envelope-2021.csv");
    return Envelope.of(
        YEAR,
        rows.stream()
            .filter(row -> row[0].equals("LINE"))
            .map(row -> new Envelope.Line(row[1], row[2], Money.parse(row[4])))
            .toList(),
        rows.stream()
            .filter(row -> row[0].equals("SOURCE"))
            .map(row -> new Envelope.Source(row[1], row[2], row[3], Money.parse(row[4])))
            .toList());
  }
}
