package org.retzef.reporting.sharing.pseudonym;

import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One agreement's names for families: 128 bits of an HMAC-SHA256 of the family's id. */
public final class Pseudonyms {

  private static final int BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final PrfSet keys;
  private final @Nullable Prf former;

  Pseudonyms(PrfSet keys) throws GeneralSecurityException {
    this.keys = keys;
    this.former =
        keys.getPrfs().entrySet().stream()
            .filter(key -> key.getKey() != keys.getPrimaryId())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }

  public String of(String familyId) {
    try {
      return TEXT.encodeToString(keys.computePrimary(bytes(familyId), BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** By the key before the last rotation, while there is one. */
  public Optional<String> former(String familyId) {
    try {
      return former == null
          ? Optional.empty()
          : Optional.of(TEXT.encodeToString(former.compute(bytes(familyId), BYTES)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(String familyId) {
    return familyId.getBytes(StandardCharsets.US_ASCII);
  }
}
