package org.retzef.family.familyimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

class UploadedFileTest {

  private static final int MIB = 1024 * 1024;

  @Test
  void takesFiftyMebibytesAndNotOneByteMore() throws IOException {
    try (var file = new UploadedFile(mebibytes(50))) {
      assertThat(file.content().transferTo(OutputStream.nullOutputStream())).isEqualTo(50L * MIB);
    }
    try (var file = new UploadedFile(mebibytes(50).concatWith(Flux.just(buffer(1))))) {
      assertThatThrownBy(() -> file.content().transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(Refusal.class)
          .hasMessage("body-too-large");
    }
  }

  @Test
  void hashesTheWholeFileHoweverMuchOfItWasRead() throws IOException {
    try (var read = new UploadedFile(mebibytes(2));
        var unread = new UploadedFile(mebibytes(2))) {
      read.content().transferTo(OutputStream.nullOutputStream());
      assertThat(unread.hash()).isEqualTo(read.hash()).hasSize(64);
    }
  }

  private static Flux<DataBuffer> mebibytes(int count) {
    return Flux.range(0, count).map(i -> buffer(MIB));
  }

  private static DataBuffer buffer(int size) {
    return DefaultDataBufferFactory.sharedInstance.wrap(new byte[size]);
  }
}
