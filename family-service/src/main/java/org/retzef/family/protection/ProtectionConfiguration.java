package org.retzef.family.protection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.retzef.platform.secret.KeysetFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's keys: one that opens the families' keys, one that makes the marks of search. */
@Configuration(proxyBeanMethods = false)
class ProtectionConfiguration {

  @Bean
  Aead serviceKey(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    AeadConfig.register();
    return KeysetFile.read(
            folder.resolve("family-service.json"), PredefinedAeadParameters.AES256_GCM)
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** If this key is lost, a new one is made and with it, by and by, all marks. */
  @Bean
  BlindMarks blindMarks(@Value("${retzef.keys}") Path folder)
      throws GeneralSecurityException, IOException {
    PrfConfig.register();
    return new BlindMarks(
        KeysetFile.read(
                folder.resolve("family-service-search.json"),
                PredefinedPrfParameters.HMAC_SHA256_PRF)
            .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
  }
}
