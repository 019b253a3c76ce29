package org.retzef.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.retzef.local.process.OwnedProcess;

/** A running server as its own {@code postmaster.pid} tells of it. */
public record Postmaster(ProcessHandle process, int port) {
  private static final int PID = 0;
  private static final int STARTED = 2;
  private static final int PORT = 3;

  static Path file(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** The server that runs on a data folder, if any does. */
  public static Optional<Postmaster> on(Path data) throws IOException {
    if (!Files.exists(file(data))) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file(data));
    if (lines.size() <= PORT) {
      return Optional.empty();
    }
    Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(STARTED).strip()));
    int port = Integer.parseInt(lines.get(PORT).strip());
    return OwnedProcess.running(Long.parseLong(lines.get(PID).strip()), started)
        .map(process -> new Postmaster(process, port));
  }
}
