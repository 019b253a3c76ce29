package org.retzef.basket.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.retzef.basket.AskedBasket.today;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.basket.Desk;
import org.retzef.platform.testing.Answers;
import org.retzef.platform.testing.RetzefIT;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Whose signature a voucher carries, and when that counts no more. */
@RetzefIT
class SignedVoucherIT {

  @RegisterExtension final ApprovedPurchase purchase = new ApprovedPurchase();

  @Autowired private WebTestClient http;

  @Test
  void isDeliveredOnlyWhenSigned() {
    String voucher = purchase.issued();
    Answers.refused(purchase.deliver(purchase.worker(), voucher), 409, "voucher-not-signed");
    Answers.refused(
        purchase.worker().get("/vouchers/" + voucher + "/signature"), 404, "signature-not-found");
    purchase.sign(voucher);
    Answers.refused(
        purchase.worker().post("/vouchers/" + voucher + "/signature", null, purchase.eTag(voucher)),
        409,
        "already-signed");
  }

  @Test
  void noticesOneByteThatWasChanged() {
    String voucher = purchase.signed();
    assertSignatureIsValid(voucher, true);
    purchase.execute(
        "update voucher set content = replace(content, '1900.00', '9900.00') where id = '%s'",
        voucher);
    assertSignatureIsValid(voucher, false);
    Answers.refused(purchase.deliver(purchase.worker(), voucher), 409, "signature-invalid");
    purchase.execute(
        "update voucher set content = replace(content, '9900.00', '1900.00') where id = '%s'",
        voucher);
    assertSignatureIsValid(voucher, true);
    purchase.execute(
        "update request_item set description = 'אחר' where request_id = '%s'", purchase.request());
    assertSignatureIsValid(voucher, false);
    Answers.refused(purchase.deliver(purchase.worker(), voucher), 409, "signature-invalid");
    assertThat(purchase.status()).isEqualTo("ORDERED");
  }

  @Test
  void doesNotCountForAContentThatWasEmptiedWhileItsFamilyIsNotErased() {
    String voucher = purchase.signed();
    purchase.execute("update voucher set content = '' where id = '%s'", voucher);
    purchase.execute(
        "update request_item set description = 'אחר' where request_id = '%s'", purchase.request());
    assertThat(fault(voucher)).isEqualTo("CONTENT_CHANGED");
    assertSignatureIsValid(voucher, false);
    Answers.refused(purchase.deliver(purchase.worker(), voucher), 409, "signature-invalid");
  }

  @Test
  void hasASignatureThatAnybodyCanVerifyWithThePublishedKeyOfItsSigner() throws Exception {
    String voucher = purchase.signed();
    JsonNode signature = purchase.signature(voucher);
    JsonNode key = published(signature.get("keyId").asString());
    assertThat(key.toString()).doesNotContain("worker-1");
    var verifier = java.security.Signature.getInstance("Ed25519");
    verifier.initVerify(
        java.security.KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new java.security.spec.X509EncodedKeySpec(
                    Base64.getDecoder().decode(key.get("publicKey").asString()))));
    verifier.update(signature.get("signed").asString().getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(Base64.getDecoder().decode(signature.get("signature").asString())))
        .isTrue();
    assertThat(signature.get("signed").asString())
        .contains(signature.get("contentHash").asString(), signature.get("signedAt").asString());
  }

  @Test
  void isNotSignedByAnotherVouchersSignatureNorAKeyThatIsUnknown() {
    String voucher = purchase.signed();
    String other =
        Answers.id(
            purchase.issue(purchase.approved(Desk.request("1900.00")), purchase.demoVendor()));
    purchase.sign(other);
    purchase.execute(
        """
        update voucher set (signature, content_hash, key_id, signed_at) =
               (select signature, content_hash, key_id, signed_at from voucher where id <> '%1$s'
                 and signature is not null order by signed_at desc limit 1)
         where id = '%1$s'
        """,
        voucher);
    assertThat(fault(voucher)).isEqualTo("CONTENT_CHANGED");
    purchase.execute(
        "update voucher set content_hash = encode(sha256(content::bytea), 'hex') where id = '%s'",
        voucher);
    assertThat(fault(voucher)).isEqualTo("SIGNATURE_WRONG");
    purchase.execute("update voucher set key_id = '0123456789abcdef' where id = '%s'", voucher);
    assertThat(fault(voucher)).isEqualTo("KEY_UNKNOWN");
    Answers.refused(purchase.deliver(purchase.worker(), voucher), 409, "signature-invalid");
    purchase.execute(
        "update voucher set signed_at = signed_at - interval '1 day' where id = '%s'", other);
    assertThat(fault(other)).isEqualTo("SIGNATURE_WRONG");
  }

  @Test
  void doesNotCountWhenItsSignersKeyWasCompromisedAndIsSignedAnew() {
    Desk signer =
        Desk.of(http, "signer-" + purchase.request(), Desk.DEPARTMENT, "family-social-worker");
    String voucher = purchase.issued();
    purchase.sign(signer, voucher);
    String key = purchase.signature(voucher).get("keyId").asString();
    String path = "/vouchers/signing-keys/" + key + "/revocation";
    purchase.worker().post(path, "{\"reason\":\"LEFT\"}", "\"1\"").expectStatus().isForbidden();
    Desk manager = purchase.manager();
    manager.post(path, "{\"reason\":\"LEFT\"}", null).expectStatus().isEqualTo(428);
    manager.post(path, "{\"reason\":\"COMPROMISED\"}", "\"1\"").expectStatus().isCreated();
    Answers.refused(
        manager.post(path, "{\"reason\":\"LEFT\"}", "\"2\""), 409, "signing-key-revoked");
    assertThat(fault(voucher)).isEqualTo("KEY_REVOKED");
    Answers.refused(purchase.deliver(purchase.worker(), voucher), 409, "signature-invalid");
    purchase.sign(signer, voucher);
    assertThat(purchase.signature(voucher).get("keyId").asString()).isNotEqualTo(key);
    purchase.deliver(purchase.worker(), voucher).expectStatus().isCreated();
  }

  @Test
  void keepsCountingWhenItsSignerLeftAfterSigning() {
    Desk signer =
        Desk.of(http, "leaver-" + purchase.request(), Desk.DEPARTMENT, "family-social-worker");
    String voucher = purchase.issued();
    purchase.sign(signer, voucher);
    String key = purchase.signature(voucher).get("keyId").asString();
    purchase
        .manager()
        .post("/vouchers/signing-keys/" + key + "/revocation", "{\"reason\":\"LEFT\"}", "\"1\"")
        .expectStatus()
        .isCreated();
    assertSignatureIsValid(voucher, true);
    assertThatThrownBy(() -> purchase.execute("delete from signing_key where id = '%s'", key))
        .hasStackTraceContaining("is refused");
    assertThatThrownBy(
            () -> purchase.execute("update signing_key set revoked_at = null where id = '%s'", key))
        .hasStackTraceContaining("is refused");
  }

  @Test
  void isSignedOnPaperWhereTheAuthorityHasNoElectronicSigning() {
    String voucher = purchase.issued();
    String paper = "{\"signedOn\":\"%s\"}".formatted(today());
    Answers.refused(
        purchase
            .worker()
            .post("/vouchers/" + voucher + "/paper-signature", paper, purchase.eTag(voucher)),
        409,
        "electronic-signing-on");
    Desk manager = purchase.manager();
    manager
        .post(
            "/vouchers/electronic-signing",
            "{\"unit\":\"IL.SOUTH.A9999\",\"firstDay\":\"%s\",\"enabled\":false}"
                .formatted(today()))
        .expectStatus()
        .isCreated();
    purchase.execute(
        "update basket set unit = 'IL.SOUTH.A9999.D1' where id = '%s'", purchase.basket());
    Desk there = Desk.of(http, "worker-8", "IL.SOUTH.A9999.D1", "family-social-worker");
    String path = "/vouchers/" + voucher;
    Answers.refused(
        there.post(path + "/signature", null, there.eTag(path)), 409, "electronic-signing-off");
    there.post(path + "/paper-signature", paper, there.eTag(path)).expectStatus().isCreated();
    there
        .post(path + "/delivery", ApprovedPurchase.delivery(today()), there.eTag(path))
        .expectStatus()
        .isCreated();
    assertThat(manager.read("/vouchers/electronic-signing").toString())
        .contains("IL.HAIFA_NORTH.A1020", "IL.SOUTH.A9999");
    there.post("/vouchers/electronic-signing", "{}").expectStatus().isForbidden();
  }

  /** Without any token. */
  private JsonNode published(String keyId) {
    JsonNode keys =
        Answers.json(http.get().uri("/api/v1/vouchers/signing-keys?limit=200").exchange());
    for (JsonNode key : keys.get("items")) {
      if (key.get("keyId").asString().equals(keyId)) {
        return key;
      }
    }
    throw new AssertionError("not published: " + keyId);
  }

  private String fault(String voucher) {
    return purchase.signature(voucher).get("fault").asString();
  }

  private void assertSignatureIsValid(String voucher, boolean valid) {
    assertThat(purchase.signature(voucher).get("valid").asBoolean()).isEqualTo(valid);
  }
}
