package org.retzef.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The memory that processes take, in MiB, each with its fair share of what it shares with others.
 */
final class Memory {
  private Memory() {}

  /** Zero where the system does not tell. */
  static long of(ProcessHandle process) {
    return kibibytes(process) / 1024;
  }

  /** Of a process and those that it started. */
  static long ofTree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToLong(Memory::kibibytes).sum()
        / 1024;
  }

  private static long kibibytes(ProcessHandle process) {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
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
