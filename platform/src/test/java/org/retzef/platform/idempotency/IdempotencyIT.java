package org.retzef.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.platform.testing.Patiently;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@RetzefIT
class IdempotencyIT {

  private static final String ANNA = TestTokens.token("anna", "IL.SOUTH", "counter");
  private static final String BEN = TestTokens.token("ben", "IL.SOUTH", "counter");

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private OldKeys oldKeys;

  @ParameterizedTest
  @ValueSource(strings = {"/money", "/money-at-once"})
  void givesTheFirstAnswerAgainWithItsHeaders(String path) {
    String key = UUID.randomUUID().toString();
    var first = post(path, ANNA, key, 5).expectStatus().isCreated().expectBody().returnResult();
    long total = total();
    var second =
        post(path, ANNA, key, 5)
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals("Idempotency-Replayed", "true")
            .expectBody()
            .returnResult();
    assertThat(total()).isEqualTo(total);
    assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
    assertThat(second.getResponseHeaders().getETag())
        .isEqualTo(first.getResponseHeaders().getETag());
    assertThat(second.getResponseHeaders().getLocation())
        .isEqualTo(first.getResponseHeaders().getLocation());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/money", "/money-at-once"})
  void does20CopiesAtOnceOnce(String path) {
    String key = UUID.randomUUID().toString();
    long before = total();
    List<CompletableFuture<EntityExchangeResult<byte[]>>> copies =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> Patiently.ask(() -> post(path, ANNA, key, 3)),
                        task -> Thread.ofVirtual().start(task)))
            .limit(20)
            .toList();
    var answers = copies.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(answer -> answer.getStatus().value()).containsOnly(201);
    byte[] first = answers.getFirst().getResponseBody();
    assertThat(answers).allSatisfy(answer -> assertThat(answer.getResponseBody()).isEqualTo(first));
    assertThat(total()).isEqualTo(before + 3);
  }

  @Test
  void keepsTheKeysOfTwoClientsApart() {
    long before = total();
    post("/money", ANNA, "shared", 1).expectStatus().isCreated();
    post("/money", BEN, "shared", 1).expectStatus().isCreated();
    assertThat(total()).isEqualTo(before + 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/money", "/money-at-once"})
  void refusesTheSameKeyForAnotherCommand(String path) {
    String key = UUID.randomUUID().toString();
    post(path, ANNA, key, 1).expectStatus().isCreated();
    for (EntityExchangeResult<byte[]> answer :
        List.of(
            post(path, ANNA, key, 2).expectBody().returnResult(),
            post("/counts", ANNA, key, 1).expectBody().returnResult())) {
      assertThat(answer.getStatus().value()).isEqualTo(422);
      assertThat(new String(answer.getResponseBody())).contains("idempotency-key-reused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/money", "/money-at-once"})
  void leavesNoKeyBehindWhereTheCommandWasRefused(String path) {
    String key = UUID.randomUUID().toString();
    long before = total();
    post(path, ANNA, key, -1).expectStatus().isEqualTo(409);
    post(path, ANNA, key, -1).expectStatus().isEqualTo(409);
    assertThat(total()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/money", "/money-at-once"})
  void refusesACommandWithAnotherCopyOfItRunningForLong(String path) {
    String key = UUID.randomUUID().toString();
    database
        .inConnection(
            connection ->
                reactor.core.publisher.Mono.from(connection.beginTransaction())
                    .thenMany(
                        connection
                            .createStatement(
                                "insert into idempotency_key (client, key, fingerprint)"
                                    + " values ('anna', $1, '')")
                            .bind("$1", key)
                            .execute())
                    .flatMap(result -> result.getRowsUpdated())
                    .then(
                        reactor.core.publisher.Mono.fromRunnable(
                                () ->
                                    post(path, ANNA, key, 1)
                                        .expectStatus()
                                        .isEqualTo(409)
                                        .expectBody()
                                        .jsonPath("$.code")
                                        .isEqualTo("idempotency-key-in-progress"))
                            .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                    .then(reactor.core.publisher.Mono.from(connection.rollbackTransaction())))
        .block();
  }

  @Test
  void demandsAKeyWhereMoneyMovesAndOnlyThere() {
    post("/money", ANNA, null, 1)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("idempotency-key-required");
    post("/counts", ANNA, null, 1).expectStatus().isCreated();
    post("/money", ANNA, "a b", 1)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].code")
        .isEqualTo("idempotency-key-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/money", "/money-at-once"})
  void forgetsKeysAfterADay(String path) {
    String key = UUID.randomUUID().toString();
    long before = total();
    post(path, ANNA, key, 1).expectStatus().isCreated();
    database
        .sql("update idempotency_key set created_at = now() - interval '25 hours' where key = :key")
        .bind("key", key)
        .then()
        .block();
    oldKeys.forget();
    post(path, ANNA, key, 1).expectStatus().isCreated();
    assertThat(total()).isEqualTo(before + 2);
  }

  /** It commits only after the database has answered what the statement itself did. */
  @Test
  void keepsNothingOfAStatementThatIsRefusedAtItsCommit() {
    String key = UUID.randomUUID().toString();
    long before = total();
    post("/money-at-once", ANNA, key, 13).expectStatus().is5xxServerError();
    assertThat(total()).isEqualTo(before);
    post("/money-at-once", ANNA, key, 1)
        .expectStatus()
        .isCreated()
        .expectHeader()
        .doesNotExist("Idempotency-Replayed");
    assertThat(total()).isEqualTo(before + 1);
  }

  private long total() {
    return database
        .sql("select total from count")
        .map(row -> row.get("total", Long.class))
        .one()
        .block();
  }

  private WebTestClient.ResponseSpec post(String path, String token, String key, int by) {
    return http.post()
        .uri(path)
        .headers(
            headers -> {
              headers.setBearerAuth(token);
              if (key != null) {
                headers.set("Idempotency-Key", key);
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"by\": " + by + "}")
        .exchange();
  }
}
