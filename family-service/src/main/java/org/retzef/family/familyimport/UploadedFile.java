package org.retzef.family.familyimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;

/** A file as it arrives: never held as a whole, and no longer than it may be. */
final class UploadedFile implements AutoCloseable {

  /** The contract's: 50 MiB. */
  static final long LONGEST = 50L * 1024 * 1024;

  private static final int BUFFERS_AHEAD = 16;

  private final DigestInputStream content;

  UploadedFile(Flux<DataBuffer> body) {
    InputStream bytes = DataBufferUtils.subscriberInputStream(limited(body), BUFFERS_AHEAD);
    this.content = new DigestInputStream(bytes, sha256());
  }

  InputStream content() {
    return content;
  }

  /** Of the whole file: what the reader has left is read as well. */
  String hash() throws IOException {
    content.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(content.getMessageDigest().digest());
  }

  /**
   * @param told by the client, negative if it did not tell
   */
  static void refuseTooLong(long told) {
    if (told > LONGEST) {
      throw new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large");
    }
  }

  private static Flux<DataBuffer> limited(Flux<DataBuffer> body) {
    AtomicLong length = new AtomicLong();
    return body.map(
        buffer -> {
          long soFar = length.addAndGet(buffer.readableByteCount());
          if (soFar > LONGEST) {
            DataBufferUtils.release(buffer);
          }
          refuseTooLong(soFar);
          return buffer;
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Lets go of what has not been read. */
  @Override
  public void close() throws IOException {
    content.close();
  }
}
