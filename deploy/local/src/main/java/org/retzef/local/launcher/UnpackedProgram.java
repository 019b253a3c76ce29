package org.retzef.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A program's jar taken apart, which starts faster and may have an ahead-of-time cache beside it.
 * The folder is named by the jar's content, so a new build never touches what runs.
 */
record UnpackedProgram(Program program, Path folder) {
  private static final int KEPT = 2;

  static UnpackedProgram of(Program program, Checkout checkout) {
    Path jar = checkout.jar(program);
    Path all = checkout.unpacked(program);
    var unpacked = new UnpackedProgram(program, all.resolve(fingerprint(jar)));
    if (!Files.isDirectory(unpacked.folder())) {
      Screen.say("  unpacking " + program.artifact());
      unpacked.unpack(jar);
      forgetOldest(all);
    }
    return unpacked;
  }

  Path jar() {
    return folder.resolve("program.jar");
  }

  /** What the JVM remembers of a training run; it may be missing. */
  Path cache() {
    return folder.resolve("program.aot");
  }

  /** The same for the broker, which the helper process starts from the same jars. */
  Path brokerCache() {
    return folder.resolve("broker.aot");
  }

  boolean isTrained() {
    return Files.exists(cache());
  }

  /** From names, sizes and checksums of the entries: the same content built twice is the same. */
  private static String fingerprint(Path jar) {
    var sum = new CRC32();
    try (var zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .filter(entry -> !entry.isDirectory())
          .sorted(Comparator.comparing(ZipEntry::getName))
          .forEach(
              entry -> {
                sum.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                sum.update(
                    ByteBuffer.allocate(16)
                        .putLong(entry.getSize())
                        .putLong(entry.getCrc())
                        .flip());
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Long.toHexString(sum.getValue());
  }

  private void unpack(Path jar) {
    Path draft = folder.resolveSibling("unpacking-" + ProcessHandle.current().pid());
    try {
      Checkout.deleteAll(draft);
      Path source = draft.resolve("program.jar");
      Files.createDirectories(draft);
      Files.copy(jar, source);
      Path target = draft.resolve("parts");
      runTool(source, target, draft.resolve("unpacking.log"));
      Files.move(target, folder, StandardCopyOption.ATOMIC_MOVE);
      Checkout.deleteAll(draft);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void runTool(Path source, Path target, Path log) throws IOException {
    List<String> command =
        List.of(
            Jvm.java(),
            "-XX:TieredStopAtLevel=1",
            "-Djarmode=tools",
            "-jar",
            source.toString(),
            "extract",
            "--destination",
            target.toString());
    Process tool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    if (tool.onExit().join().exitValue() != 0) {
      throw Sentence.failed(
          "Unpacking %s failed: %s".formatted(program.artifact(), Files.readString(log).strip()));
    }
  }

  private static void forgetOldest(Path all) {
    try (var folders = Files.list(all)) {
      folders
          .sorted(Comparator.comparing((Path folder) -> folder.toFile().lastModified()).reversed())
          .skip(KEPT)
          .forEach(Checkout::deleteAll);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
