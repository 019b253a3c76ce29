package org.retzef.family.webhook;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose word is believed on who a partner's server is. */
final class TrustedAuthorities {

  private TrustedAuthorities() {}

  /**
   * For a client: the machine's authorities, and those of the file besides.
   *
   * @param file PEM; null for none
   */
  static SslContext with(@Nullable Path file) {
    try {
      return SslContextBuilder.forClient().trustManager(trusting(file)).build();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalStateException("retzef.webhooks.trusted-certificates", unusable);
    }
  }

  private static TrustManagerFactory trusting(@Nullable Path file)
      throws IOException, GeneralSecurityException {
    List<Certificate> authorities = new ArrayList<>(ofTheMachine());
    if (file != null) {
      try (InputStream pem = Files.newInputStream(file)) {
        authorities.addAll(CertificateFactory.getInstance("X.509").generateCertificates(pem));
      }
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return factory(store);
  }

  private static List<X509Certificate> ofTheMachine() throws GeneralSecurityException {
    return Stream.of(factory(null).getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
        .toList();
  }

  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
