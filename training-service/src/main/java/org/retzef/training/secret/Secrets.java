package org.retzef.training.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.retzef.platform.secret.KeyFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the database alone must not tell: mail addresses, and the links in mails. One key, in a file
 * that only its owner may read, and from it one for each purpose.
 */
@Component
public class Secrets {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte FOR_LINKS = 1;
  private static final byte FOR_ADDRESSES = 2;
  private static final byte FOR_MARKS = 3;

  private final SecretKeySpec key;
  private final Aead addresses;

  Secrets(@Value("${retzef.keys}") Path folder) throws IOException, GeneralSecurityException {
    Path file = folder.resolve("training-service.key");
    key = new SecretKeySpec(KeyFile.readBytes(file), ALGORITHM);
    addresses = new AesGcmJce(derive(FOR_ADDRESSES, new byte[0]));
  }

  /** The link of a mail is drawn anew whenever it is needed, and kept nowhere. */
  public Token tokenOf(UUID mailId) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(mailId.getMostSignificantBits())
            .putLong(mailId.getLeastSignificantBits())
            .array();
    return Token.of(derive(FOR_LINKS, id));
  }

  String markOf(String userName) {
    return HexFormat.of()
        .formatHex(derive(FOR_MARKS, userName.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  /** Opens for this trainee only. */
  public byte[] seal(String trainee, String address) {
    try {
      return addresses.encrypt(
          address.getBytes(StandardCharsets.UTF_8), trainee.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public String open(String trainee, byte[] sealed) {
    try {
      return new String(
          addresses.decrypt(sealed, trainee.getBytes(StandardCharsets.UTF_8)),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException otherKey) {
      throw new IllegalStateException("A mail address does not open with this service's key");
    }
  }

  private byte[] derive(byte purpose, byte[] value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose);
      return mac.doFinal(value);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
