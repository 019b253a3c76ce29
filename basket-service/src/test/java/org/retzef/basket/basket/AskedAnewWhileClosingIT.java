package org.retzef.basket.basket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.REJECT;
import static org.retzef.basket.AskedBasket.RETURN;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.retzef.basket.AskedBasket;
import org.retzef.basket.Deadlocks;
import org.retzef.basket.Desk;
import org.retzef.basket.OtherTransaction;
import org.retzef.basket.Race;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A request that let its money go asks for it anew in the moment in which its basket closes. */
@RetzefIT
class AskedAnewWhileClosingIT {

  private static final int ROUNDS = Integer.getInteger("retzef.rounds", 10);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private Commands commands;
  @Autowired private BasketAdjustment adjustment;

  @Test
  void aReturnedRequestThatComesWhileItClosesIsToldThatItIsClosed() throws Exception {
    isToldThatItIsClosed(this::submitsAgain);
  }

  @Test
  void anAppealThatIsGrantedWhileItClosesIsToldThatItIsClosed() throws Exception {
    isToldThatItIsClosed(this::reopens);
  }

  private void isToldThatItIsClosed(Function<AskedBasket, Supplier<ResponseSpec>> asking)
      throws Exception {
    AskedBasket basket = AskedBasket.opened(http);
    Supplier<ResponseSpec> asks = asking.apply(basket);
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Void> commit = new CompletableFuture<>();
    var closing =
        commands
            .run(
                () ->
                    close(basket)
                        .doOnSuccess(done -> closed.countDown())
                        .then(Mono.fromFuture(commit)))
            .toFuture();
    closed.await();
    var answer = CompletableFuture.supplyAsync(() -> Patiently.ask(asks));
    OtherTransaction.awaitWaiting(database, 1);
    commit.complete(null);
    closing.get();
    assertThat(saidOf(answer.get())).isEqualTo("basket-closed");
    assertThat(reserved(basket)).isEqualTo("0.00");
  }

  @Test
  void reservesBeforeTheClosingOrNotAtAll() throws Exception {
    long deadlocks = Deadlocks.soFar(database);
    for (int round = 0; round < ROUNDS; round++) {
      AskedBasket basket = AskedBasket.opened(http);
      Supplier<ResponseSpec> asks = round % 2 == 0 ? submitsAgain(basket) : reopens(basket);
      String said =
          Race.of(2, runner -> runner == 0 ? closes(basket) : saidOf(Patiently.ask(asks))).get(1);
      assertThat(said).isIn("", "basket-closed");
      assertThat(reserved(basket)).isEqualTo(said.isEmpty() ? "500.00" : "0.00");
      JsonNode now = basket.worker().read(basket.path());
      assertThat(now.get("status").asString()).isEqualTo("CLOSED");
      assertThat(now.get("left").asString()).isEqualTo("0.00");
    }
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  private String closes(AskedBasket basket) {
    commands.run(() -> close(basket)).retryWhen(Patiently.WHILE_LATE).block();
    return "";
  }

  private Mono<Void> close(AskedBasket basket) {
    return adjustment.close(UUID.fromString(basket.id()));
  }

  /** A request of 500.00 that was returned. */
  private Supplier<ResponseSpec> submitsAgain(AskedBasket basket) {
    String request = basket.asks("FOOD", "500.00");
    basket.head().decides(request, RETURN).expectStatus().isCreated();
    String path = "/requests/" + request;
    String seen = basket.worker().eTag(path);
    return () -> basket.worker().patch(path, "{\"status\":\"SUBMITTED\"}", seen);
  }

  /** One that was refused, and appealed. */
  private Supplier<ResponseSpec> reopens(AskedBasket basket) {
    String request = basket.asks("FOOD", "500.00");
    basket.head().decides(request, REJECT).expectStatus().isCreated();
    String appeal =
        Answers.id(
            basket
                .worker()
                .post(
                    "/appeals",
                    "{\"requestId\":\"%s\",\"ground\":\"FACTS_WRONG\"}".formatted(request)));
    return () ->
        basket
            .district(1)
            .post(
                "/appeals/" + appeal + "/decision",
                "{\"outcome\":\"REOPENED\",\"reasonCode\":\"APPEAL_JUSTIFIED\"}",
                "\"1\"");
  }

  /** The code of its problem; empty where it is none. */
  private static String saidOf(EntityExchangeResult<byte[]> answer) {
    return Answers.json(answer).path("code").asString("");
  }

  private static String reserved(AskedBasket basket) {
    return basket.worker().read(basket.path()).get("reserved").asString();
  }
}
