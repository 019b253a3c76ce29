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
          "-XX:ReservedCodeCacheSize=128m",
          "-XX:Tier4InvocationThreshold=60000", // twelve times as late: while seven JVMs start,
          "-XX:Tier4MinInvocationThreshold=7200", // the compiler's second stage is half of the
          "-XX:Tier4CompileThreshold=180000", // work, and most of what it compiles is done with
          "-XX:MaxDirectMemorySize=48m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xlog:aot*=off",
          "-Dreactor.netty.ioWorkerCount=2",
          "-Dio.netty.leakDetection.level=disabled", // samples stacks; `bench soak` looks at each
          "-Duser.timezone=UTC",
          "-Djava.net.preferIPv4Stack=true");

  private static final String FIRST_STAGE = "-XX:TieredStopAtLevel=1";

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
    command.addAll(start(unpacked.cache(), training));
    if (unpacked.program() == Program.LOCAL) {
      command.add(FIRST_STAGE); // it is never busy
      String broker = String.join("\n", start(unpacked.brokerCache(), training));
      command.add("-Dretzef.broker.options=" + broker);
    }
    command.add("-jar");
    command.add(unpacked.jar().toString());
    return command;
  }

  /**
   * A start from the cache costs half of the CPU time. The cache holds classes, and nothing of what
   * the compiler learnt in training: it would take the training's word that a method is compiled by
   * the first stage alone, for ever (decision 0024). A cache that does not fit is ignored.
   */
  private static List<String> start(Path cache, boolean training) {
    if (training) {
      return List.of(
          "-XX:AOTCacheOutput=" + cache,
          FIRST_STAGE,
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTRecordTraining");
    }
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of(FIRST_STAGE);
  }
}
