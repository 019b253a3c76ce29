package org.retzef.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

  @TempDir private Path folder;

  @Test
  void isMadeOnceByAllWhoStartAtOnceAndReadByItsOwnerAlone() throws Exception {
    Path file = folder.resolve("keys/service.key");
    Callable<String> start = () -> HexFormat.of().formatHex(KeyFile.readBytes(file));
    try (var copies = Executors.newVirtualThreadPerTaskExecutor()) {
      var keys = copies.invokeAll(Stream.generate(() -> start).limit(50).toList());
      assertThat(keys.stream().map(Future::resultNow).distinct()).hasSize(1);
    }
    assertThat(KeyFile.readBytes(file)).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent()).isDirectoryContaining(file::equals);
    assertThat(file.getParent().toFile().list()).as("no draft").hasSize(1);
  }

  @Test
  void isReadAsItLiesThereAndNotMadeAnew() throws IOException {
    Path file = Files.writeString(folder.resolve("two.key"), "one\ntwo\n");
    assertThat(KeyFile.read(file, () -> "another")).isEqualTo("one\ntwo\n");
  }
}
