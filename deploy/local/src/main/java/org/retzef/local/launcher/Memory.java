package org.retzef.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory that a process and those that it started take, in its fair share of what is shared.
 */
final class Memory {
  private Memory() {}

  /** In mebibytes; nothing where the system does not tell. */
  static OptionalLong of(ProcessHandle root) {
    long[] sizes =
        Stream.concat(Stream.of(root), root.descendants())
            .mapToLong(process -> kibibytes(process.pid()))
            .filter(size -> size > 0)
            .toArray();
    return sizes.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Arrays.stream(sizes).sum() / 1024);
  }

  private static long kibibytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
