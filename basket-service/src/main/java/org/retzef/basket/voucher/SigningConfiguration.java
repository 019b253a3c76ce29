package org.retzef.basket.voucher;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.retzef.platform.secret.KeyFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The service's own key, with which vouchers were signed before each signer had one: those go on
 * verifying. It lies outside the database.
 */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

  @Bean
  SigningKey signingKey(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    Path file = folder.resolve("basket-service.ed25519");
    return new SigningKey(read(KeyFile.read(file, SigningConfiguration::fresh).lines().toList()));
  }

  /** Two lines of Base64: the private key (PKCS #8) and the public one (X.509). */
  private static KeyPair read(List<String> lines) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance(Ed25519.NAME);
    Base64.Decoder base64 = Base64.getDecoder();
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0)))));
  }

  private static String fresh() {
    KeyPair keys = Ed25519.newKeys();
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "\n",
        base64.encodeToString(keys.getPrivate().getEncoded()),
        base64.encodeToString(keys.getPublic().getEncoded()));
  }
}
