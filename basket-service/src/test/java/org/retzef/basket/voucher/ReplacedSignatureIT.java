package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.retzef.basket.AskedBasket.today;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Until when a voucher is signed, also anew, and what is kept of the signature before. */
@RetzefIT
class ReplacedSignatureIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  private final PaymentDesk desk = new PaymentDesk(purchase);

  @Autowired private WebTestClient http;
  @Autowired private DatabaseClient database;
  @Autowired private VoucherExpiry expiry;

  @Test
  void isNotGivenToAVoucherThatIsOver() {
    String voucher = purchase.issued();
    purchase.execute(
        "update voucher set valid_until = date '" + today().minusDays(2) + "' where id = '%s'",
        voucher);
    assertIsNotSigned(voucher, "voucher-expired");
    expiry.expireAll().block();
    assertIsNotSigned(voucher, "step-not-allowed");
  }

  private void assertIsNotSigned(String voucher, String code) {
    Answers.refused(sign(purchase.worker(), voucher), 409, code);
    Answers.refused(
        purchase
            .worker()
            .post(
                "/vouchers/" + voucher + "/paper-signature",
                "{\"signedOn\":\"%s\"}".formatted(today()),
                purchase.eTag(voucher)),
        409,
        code);
  }

  /** What was delivered is still owed; what is paid needs no signature any more. */
  @Test
  void isKeptWhenAnotherTakesItsPlace() {
    String name = "signer-" + purchase.request();
    Desk signer = Desk.of(http, name, Desk.DEPARTMENT, "family-social-worker");
    String voucher = purchase.issued();
    purchase.sign(signer, voucher);
    purchase.deliver(signer, voucher).expectStatus().isCreated();
    JsonNode first = purchase.signature(voucher);
    compromised(first);
    purchase.sign(signer, voucher);
    JsonNode second = purchase.signature(voucher);
    assertThat(second.get("keyId")).isNotEqualTo(first.get("keyId"));
    assertThat(formerOf(voucher))
        .containsExactly(
            List.of(
                first.get("keyId").asString(),
                first.get("signature").asString(),
                first.get("contentHash").asString(),
                first.get("signedAt").asString(),
                name));
    purchase.refused("delete from former_signature where voucher_id = '%s'", voucher, "is refused");
    purchase.answer(voucher, ReceiptAnswer.YES);
    desk.paid(voucher, null);
    compromised(second);
    Answers.refused(sign(signer, voucher), 409, "step-not-allowed");
    assertThat(purchase.signature(voucher).get("signature")).isEqualTo(second.get("signature"));
  }

  private WebTestClient.ResponseSpec sign(Desk desk, String voucher) {
    return desk.post("/vouchers/" + voucher + "/signature", null, purchase.eTag(voucher));
  }

  private void compromised(JsonNode signature) {
    purchase
        .manager()
        .post(
            "/vouchers/signing-keys/" + signature.get("keyId").asString() + "/revocation",
            "{\"reason\":\"COMPROMISED\"}",
            "\"1\"")
        .expectStatus()
        .isCreated();
  }

  /** Key, signature, hash, time and signer of what was signed before. */
  private List<List<String>> formerOf(String voucher) {
    return database
        .sql(
            """
            select key_id, signature, content_hash, signed_at, signed_by
              from former_signature where voucher_id = :id
            """)
        .bind("id", UUID.fromString(voucher))
        .map(
            row ->
                List.of(
                    row.get("key_id", String.class),
                    row.get("signature", String.class),
                    row.get("content_hash", String.class),
                    row.get("signed_at", Instant.class).toString(),
                    row.get("signed_by", String.class)))
        .all()
        .collectList()
        .block();
  }
}
