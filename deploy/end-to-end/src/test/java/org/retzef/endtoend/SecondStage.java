package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.retzef.endtoend.Caller.Answer;

/**
 * The second stage of the reform in a family's department, and its reversal: balances, postings,
 * timeline and history stay as they were to the byte [S0].
 */
final class SecondStage {

  private static final String DEPARTMENT = "IL.SOUTH.A2630.D1";

  private final String familyId;
  private final String basketId;
  private final String requestId;
  private final String voucherId;
  private final Caller worker;
  private final Caller treasurer;
  private final Caller national;

  SecondStage(
      Platform platform, String familyId, String basketId, String requestId, String voucherId) {
    this.familyId = familyId;
    this.basketId = basketId;
    this.requestId = requestId;
    this.voucherId = voucherId;
    worker = new Caller(platform, "worker");
    treasurer = new Caller(platform, "basket");
    national = new Caller(platform, "national");
  }

  void thereAndBack() {
    Map<String, String> before = everything();
    String conversions = "/api/v1/programmes/NOSHMIM/conversions";
    String conversion =
        conversions
            + "/"
            + national
                .post(
                    conversions,
                    "{\"unit\": \"%s\", \"from\": \"%s\"}".formatted(DEPARTMENT, Platform.today()))
                .expect(201)
                .text("id");
    Answer applied = national.change(conversion + "/application", "", "\"1\"").expect(200);
    assertThat(interventions()).contains(familyId);
    assertThat(everything()).isEqualTo(before);
    national.change(conversion + "/reversal", "", applied.eTag()).expect(200);
    assertThat(interventions()).doesNotContain(familyId);
    assertThat(everything()).isEqualTo(before);
  }

  private String interventions() {
    return national
        .get("/api/v1/units/" + DEPARTMENT + "/interventions?limit=200")
        .expect(200)
        .body()
        .toString();
  }

  /** What can be read of the family and its money, by path, as it comes over the wire. */
  private Map<String, String> everything() {
    Map<String, String> everything = new TreeMap<>();
    String family = "/api/v1/families/" + familyId;
    for (String part :
        List.of(
            "", "/members", "/enrolments", "/timeline", "/changes", "/contact-details/history")) {
      read(worker, family + part, everything);
    }
    read(worker, "/api/v1/baskets?familyId=" + familyId, everything);
    read(worker, "/api/v1/baskets/" + basketId, everything);
    read(worker, "/api/v1/requests/" + requestId, everything);
    read(worker, "/api/v1/vouchers/" + voucherId, everything);
    read(treasurer, "/api/v1/ledger/accounts?limit=200", everything);
    read(treasurer, "/api/v1/ledger/postings?limit=200", everything);
    return everything;
  }

  private static void read(Caller caller, String path, Map<String, String> into) {
    into.put(path, caller.get(path).expect(200).response().body());
  }
}
