package org.retzef.basket.voucher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The key that signs vouchers. It lies outside the database, so that who changes a voucher there
 * cannot sign it anew.
 */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(SigningConfiguration.class);

  private static final String ALGORITHM = "Ed25519";

  @Bean
  SigningKey signingKey(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    Path file = folder.resolve("basket-service.ed25519");
    if (!Files.exists(file)) {
      create(file);
    }
    return new SigningKey(read(file));
  }

  /** Two lines of Base64: the private key (PKCS #8) and the public one (X.509). */
  private static KeyPair read(Path file) throws GeneralSecurityException, IOException {
    List<String> lines = Files.readAllLines(file);
    KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
    Base64.Decoder base64 = Base64.getDecoder();
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0)))));
  }

  private static void create(Path file) throws GeneralSecurityException, IOException {
    KeyPair keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    Base64.Encoder base64 = Base64.getEncoder();
    Files.createDirectories(file.getParent());
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        draft,
        List.of(
            base64.encodeToString(keys.getPrivate().getEncoded()),
            base64.encodeToString(keys.getPublic().getEncoded())));
    try {
      Files.createLink(file, draft);
      LOG.info("A new key was made, as there was none");
    } catch (FileAlreadyExistsException anotherCopyWasFaster) {
      LOG.info("The key was made by another copy of this service");
    } finally {
      Files.delete(draft);
    }
  }
}
