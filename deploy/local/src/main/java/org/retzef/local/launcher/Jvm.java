package org.retzef.local.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a program's JVM is run on a machine with two cores that it shares with seven others. */
final class Jvm {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xss512k",
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
    command.add("-Xms32m");
    command.add("-Xmx" + unpacked.program().heapMegabytes() + "m");
    command.addAll(OPTIONS);
    command.addAll(cache(unpacked.cache(), training));
    if (unpacked.program() == Program.LOCAL) {
      // only the JIT's first stage: it is never busy, and its start holds up all others
      command.add("-XX:TieredStopAtLevel=1");
      String broker = String.join("\n", cache(unpacked.brokerCache(), training));
      command.add("-Dretzef.broker.options=" + broker);
    }
    command.add("-jar");
    command.add(unpacked.jar().toString());
    return command;
  }

  /** A cache that does not fit is ignored by the JVM, one that is missing is not mentioned. */
  private static List<String> cache(Path cache, boolean training) {
    if (training) {
      return List.of("-XX:AOTCacheOutput=" + cache);
    }
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }
}
