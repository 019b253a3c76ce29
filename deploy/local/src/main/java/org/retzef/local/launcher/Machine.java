package org.retzef.local.launcher;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Settings;

/** What this machine must offer before anything starts. */
final class Machine {
  private static final long NEEDED_MEMORY_MIB = 3 * 1024;
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Machine() {}

  /** Refuses when a port that a program needs is taken. */
  static void requireFreePorts(List<Program> programs, Settings settings) {
    for (Program program : programs) {
      for (Port port : program.ports()) {
        if ((port == Port.KAFKA || port == Port.PARTNERS)
            && new Servers(settings).broker().isPresent()) {
          continue; // left behind by a killed helper process, and taken over by the next
        }
        requireFree(port, settings.port(port), program);
      }
    }
  }

  private static void requireFree(Port port, int number, Program program) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    } catch (IOException _) {
      throw Sentence.cannot(
          "Port %d, which %s needs, is in use; free it or set %s to another."
              .formatted(number, program.artifact(), port.variable()));
    }
  }

  /** Refuses when memory would not do for all programs. */
  static void requireMemory() {
    requireMemory(availableMiB());
  }

  static void requireMemory(long availableMiB) {
    if (availableMiB < NEEDED_MEMORY_MIB) {
      throw Sentence.cannot(
          "Too little memory: about 3 GiB must be free, and %.1f GiB are."
              .formatted(availableMiB / 1024.0));
    }
  }

  /** What programs may still take: the system's word where it gives one, else all there is. */
  private static long availableMiB() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long containerLimit = system.getTotalMemorySize() / (1024 * 1024);
    return Math.min(containerLimit, availableToLinux());
  }

  private static long availableToLinux() {
    try (var lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException _) {
      return Long.MAX_VALUE;
    }
  }
}
