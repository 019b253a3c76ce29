package org.retzef.basket.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.basket.Deadlocks;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Many at once on one basket. */
@RetzefIT
class HotBasketIT {

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;

  @Test
  void letsEightOfFiftyThroughAndRefusesTheOthersWithAReason() throws Exception {
    Desk worker = Desk.worker(http);
    String basket = worker.opensABasket("NOSHMIM_ROUTINE");
    long deadlocks = Deadlocks.soFar(database);
    List<EntityExchangeResult<byte[]>> answers =
        atOnce(50, () -> submit(worker, basket, UUID.randomUUID().toString()));
    assertThat(answers.stream().filter(answer -> answer.getStatus().value() == 201)).hasSize(8);
    assertThat(
            answers.stream()
                .filter(answer -> answer.getStatus().value() == 409)
                .map(answer -> new String(answer.getResponseBodyContent())))
        .hasSize(42)
        .allMatch(body -> body.contains("\"code\":\"basket-exceeded\""));
    assertThat(Deadlocks.soFar(database)).isEqualTo(deadlocks);
    JsonNode after = worker.read("/baskets/" + basket);
    assertThat(after.get("reserved").asString()).isEqualTo("8000.00");
    assertThat(after.get("left").asString()).isEqualTo("0.00");
    assertThat(Desk.basketManager(http).read("/ledger/proof").get("difference").asString())
        .isEqualTo("0.00");
  }

  @Test
  void doesOneRequestForTwentyCopiesWithOneKey() throws Exception {
    Desk worker = Desk.worker(http);
    String basket = worker.opensABasket("NOSHMIM_ROUTINE");
    String key = UUID.randomUUID().toString();
    List<EntityExchangeResult<byte[]>> answers = atOnce(20, () -> submit(worker, basket, key));
    assertThat(answers).allMatch(answer -> answer.getStatus().value() == 201);
    assertThat(answers.stream().map(answer -> new String(answer.getResponseBodyContent())))
        .containsOnly(new String(answers.getFirst().getResponseBodyContent()));
    assertThat(
            answers.stream()
                .filter(a -> a.getResponseHeaders().containsHeader("Idempotency-Replayed")))
        .hasSize(19);
    assertThat(worker.read("/baskets/" + basket).get("reserved").asString()).isEqualTo("1000.00");
  }

  private static EntityExchangeResult<byte[]> submit(Desk worker, String basket, String key) {
    String path = "/baskets/" + basket + "/requests";
    return Patiently.ask(
        () -> worker.send(HttpMethod.POST, path, Desk.request("1000.00"), null, key));
  }

  private static <T> List<T> atOnce(int copies, Callable<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          threads.invokeAll(Stream.generate(() -> work).limit(copies).toList());
      return running.stream().map(Future::resultNow).toList();
    }
  }
}
