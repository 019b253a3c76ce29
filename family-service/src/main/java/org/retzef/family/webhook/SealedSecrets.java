package org.retzef.family.webhook;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** Secrets as they may lie in the database: each opens for its partner only. */
@Component
class SealedSecrets {

  private final Aead serviceKey;

  SealedSecrets(Aead serviceKey) {
    this.serviceKey = serviceKey;
  }

  byte[] seal(String partner, WebhookSecret secret) {
    try {
      return serviceKey.encrypt(
          secret.text().getBytes(StandardCharsets.US_ASCII), purpose(partner));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  WebhookSecret open(String partner, byte[] sealed) {
    try {
      return new WebhookSecret(
          new String(serviceKey.decrypt(sealed, purpose(partner)), StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException otherKey) {
      throw new IllegalStateException("A webhook's secret does not open with this service's key");
    }
  }

  private static byte[] purpose(String partner) {
    return ("webhook " + partner).getBytes(StandardCharsets.UTF_8);
  }
}
