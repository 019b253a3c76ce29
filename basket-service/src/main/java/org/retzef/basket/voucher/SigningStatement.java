package org.retzef.basket.voucher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a signer signs: which content, with which key, when. The time is signed with it, so that a
 * signature cannot be dated back to before its key was revoked.
 */
record SigningStatement(String contentHash, String keyId, String signedAt) {

  /** Of its own: what is signed must not change its form with a setting of the web server. */
  private static final JsonMapper JSON = new JsonMapper();

  static SigningStatement of(String contentHash, String keyId, Instant signedAt) {
    return new SigningStatement(contentHash, keyId, signedAt.toString());
  }

  static SigningStatement of(Voucher.Signature signature) {
    return of(signature.contentHash(), signature.keyId(), signature.signedAt());
  }

  /** The one text of this statement (RFC 8785). */
  String canonical() {
    try {
      return new JsonCanonicalizer(JSON.writeValueAsString(this)).getEncodedString();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
