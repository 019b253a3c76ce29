package org.retzef.basket.budget;

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
  private final EnvelopeLoading envelopes;
  private final BudgetLoading loading;
  private final Commands commands;

  BudgetReferenceData(
      Budgets budgets, EnvelopeLoading envelopes, BudgetLoading loading, Commands commands) {
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
    return envelopes.load(envelope()).then(loading.load(budget()));
  }

  static LoadBudgetRequest budget() {
    return new LoadBudgetRequest(
        YEAR,
        ReferenceFile.rows("budget-2021.csv").stream()
            .map(
                row ->
                    new LoadBudgetRequest.Row(
                        row[0],
                        Integer.valueOf(row[1]),
                        Money.parse(row[2]),
                        Money.parse(row[3]),
                        null))
            .toList());
  }

  static LoadEnvelopeRequest envelope() {
    return new LoadEnvelopeRequest(
        YEAR,
        ReferenceFile.rows("envelope-2021.csv").stream()
            .filter(row -> row[0].equals("LINE"))
            .map(row -> new LoadEnvelopeRequest.Line(row[1], row[2], Money.parse(row[4])))
            .toList());
  }
}
