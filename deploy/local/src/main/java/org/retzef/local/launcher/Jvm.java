package org.retzef.local.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program's JVM is run on a machine with two cores that it shares with seven others. */
final class Jvm {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms32m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:MaxDirectMemorySize=48m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xlog:aot*=off",
          "-Dreactor.netty.ioWorkerCount=2",
          "-Duser.timezone=UTC",
          "-Djava.net.preferIPv4Stack=true");

  private Jvm() {}

  /** The java command of the JDK that runs us. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The command that runs a program.
   *
   * @param training whether this run is to be remembered in the program's cache
   */
  static List<String> command(UnpackedProgram unpacked, boolean training) {
    var command = new ArrayList<String>();
    command.add(java());
    command.add("-Xmx" + unpacked.program().heapMegabytes() + "m");
    command.addAll(OPTIONS);
    command.addAll(compiler());
    command.addAll(cache(unpacked.cache(), training));
    if (unpacked.program() == Program.LOCAL) {
      var broker = new ArrayList<>(compiler());
      broker.addAll(cache(unpacked.brokerCache(), training));
      command.add("-Dretzef.broker.options=" + String.join("\n", broker));
    }
    command.add("-jar");
    command.add(unpacked.jar().toString());
    return command;
  }

  /**
   * The compiler's second stage costs each start as much again, and pays only under lasting load:
   * {@code RETZEF_JIT=full} is for load tests.
   */
  private static List<String> compiler() {
    return "full".equals(System.getenv("RETZEF_JIT"))
        ? List.of()
        : List.of("-XX:TieredStopAtLevel=1");
  }

  /** A cache that does not fit is ignored by the JVM, one that is missing is not mentioned. */
  private static List<String> cache(Path cache, boolean training) {
    if (training) {
      return List.of("-XX:AOTCacheOutput=" + cache);
    }
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }
}
