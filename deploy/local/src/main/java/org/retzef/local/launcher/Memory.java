package org.retzef.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory that processes take, each with its fair share of what it shares with others. */
final class Memory {
  private Memory() {}

  static String of(ProcessHandle process) {
    return inMebibytes(Stream.of(process));
  }

  /** Of a process and those that it started. */
  static String ofTree(ProcessHandle root) {
    return inMebibytes(Stream.concat(Stream.of(root), root.descendants()));
  }

  /** Empty where the system does not tell. */
  private static String inMebibytes(Stream<ProcessHandle> processes) {
    long sum = processes.mapToLong(process -> kibibytes(process.pid())).sum();
    return sum == 0 ? "" : "%5d MiB".formatted(sum / 1024);
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
