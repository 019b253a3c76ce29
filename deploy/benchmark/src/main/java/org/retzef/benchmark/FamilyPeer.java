package org.retzef.benchmark;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The peer of family-service: Spring MVC with JDBC on virtual threads, without tokens, rights or an
 * audit log, unless it is given the same duties ({@link PeerDuties}). It reads family-service's
 * database and answers two of its questions with the same bodies.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class FamilyPeer {

  public static void main(String[] arguments) {
    SpringApplication.run(FamilyPeer.class, arguments);
  }

  @Bean
  Aead serviceKey(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    AeadConfig.register();
    String keyset = Files.readString(folder.resolve("family-service.json"));
    return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }
}
