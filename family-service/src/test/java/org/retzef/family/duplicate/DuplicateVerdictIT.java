package org.retzef.family.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.family.duplicate.DuplicateDesk.HERE;
import static org.retzef.family.duplicate.DuplicateDesk.STRANGER;
import static org.retzef.family.duplicate.DuplicateDesk.THERE;
import static org.retzef.family.duplicate.DuplicateDesk.WORKER;
import static org.retzef.family.duplicate.DuplicateDesk.family;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What somebody said of two families that look alike. */
@RetzefIT
class DuplicateVerdictIT {

  @Autowired private WebTestClient http;
  private DuplicateDesk desk;

  @BeforeEach
  void openTheDesk() {
    desk = new DuplicateDesk(http);
  }

  @Test
  void remembersThatTwoAreNotTheSameUntilItIsTakenBack() {
    String one =
        desk.registered(WORKER, family(HERE, "אסתר", "אוחנה", null, "1990-04-15", "0501150001"));
    String other =
        desk.registered(WORKER, family(HERE, "אסתר", "אוחנה", null, "1990-04-15", "0501150002"));
    assertThat(desk.duplicates(WORKER, one)).hasSize(1);
    decide(WORKER, other, one, 0, "NOT_THE_SAME").expectHeader().valueEquals("ETag", "\"1\"");
    assertThat(desk.duplicates(WORKER, one)).isEmpty();
    assertThat(desk.duplicates(WORKER, other)).isEmpty();
    decide(WORKER, one, other, 1, "UNDECIDED").expectHeader().valueEquals("ETag", "\"2\"");
    assertThat(desk.duplicates(WORKER, other)).hasSize(1);
    assertThat(desk.duplicates(WORKER, other).at("/0/version").asLong()).isEqualTo(2);
  }

  @Test
  void takesAVerdictOnlyUponWhatWasSaidLast() {
    String one =
        desk.registered(WORKER, family(HERE, "חנה", "אלמוג", null, "1990-04-18", "0501180001"));
    String other =
        desk.registered(WORKER, family(HERE, "חנה", "אלמוג", null, "1990-04-18", "0501180002"));
    assertThat(desk.duplicates(WORKER, one).at("/0/version").asLong()).isZero();
    decide(WORKER, one, other, null, "NOT_THE_SAME").expectStatus().isEqualTo(428);
    decide(WORKER, one, other, 3, "NOT_THE_SAME")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.verdict")
        .isEqualTo("UNDECIDED");
    assertThat(desk.duplicates(WORKER, one)).hasSize(1);
    List<Integer> answers =
        Stream.of(List.of(one, other), List.of(other, one))
            .parallel()
            .map(pair -> decide(WORKER, pair.getFirst(), pair.getLast(), 0, "NOT_THE_SAME"))
            .map(answer -> answer.returnResult(String.class).getStatus().value())
            .toList();
    assertThat(answers).containsExactlyInAnyOrder(200, 412);
    decide(WORKER, one, other, 0, "UNDECIDED")
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current.version")
        .isEqualTo(1);
    assertThat(desk.duplicates(WORKER, one)).isEmpty();
  }

  @Test
  void letsNobodyDecideOnFamiliesThatTheyDoNotSee() {
    String here =
        desk.registered(WORKER, family(HERE, "רות", "קדוש", null, "1990-04-16", "0501160001"));
    String there =
        desk.registered(STRANGER, family(THERE, "רות", "קדוש", null, "1990-04-16", "0501160002"));
    for (String unseen : List.of(there, UUID.randomUUID().toString())) {
      decide(WORKER, here, unseen, 0, "NOT_THE_SAME")
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("family-not-found");
      decide(WORKER, unseen, here, 0, "NOT_THE_SAME").expectStatus().isNotFound();
    }
    decide(WORKER, here, here, 0, "NOT_THE_SAME").expectStatus().isEqualTo(409);
    decide(WORKER, here, there, 0, "PERHAPS").expectStatus().isBadRequest();
    decide(TestTokens.token("c-1", HERE, "family-companion"), here, there, 0, "NOT_THE_SAME")
        .expectStatus()
        .isForbidden();
  }

  private WebTestClient.ResponseSpec decide(
      String token, String one, String other, @Nullable Integer version, String verdict) {
    return http.put()
        .uri("/api/v1/families/" + one + "/duplicates/" + other)
        .headers(
            headers -> {
              headers.setBearerAuth(token);
              if (version != null) {
                headers.setIfMatch("\"" + version + "\"");
              }
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"verdict\": \"" + verdict + "\"}")
        .exchange();
  }
}
