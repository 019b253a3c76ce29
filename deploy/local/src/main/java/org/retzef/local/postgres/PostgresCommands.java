package org.retzef.local.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's own programs, which refuse to be run by root or by someone unknown. */
final class PostgresCommands {
  /** Root, and a user id without a name, as containers have them. */
  private static final Set<String> REFUSED = Set.of("root", "?");

  private static final List<String> IN_OWN_NAMESPACE = List.of("unshare", "--user");
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

  private final Path binaries;
  private final Path output;
  private final List<String> prefix;

  /**
   * @param folder what PostgreSQL writes below; given to nobody where root cannot open a namespace
   * @param output what the programs print
   */
  PostgresCommands(Path binaries, Path folder, Path output) throws IOException {
    this.binaries = binaries;
    this.output = output;
    this.prefix = REFUSED.contains(System.getProperty("user.name")) ? asNobody(folder) : List.of();
  }

  private List<String> asNobody(Path folder) throws IOException {
    boolean given = Files.getOwner(folder).getName().equals("nobody");
    if (!given && exitCode(List.of("unshare", "--user", "true")) == 0) {
      return IN_OWN_NAMESPACE;
    }
    var people = folder.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(folder, people.lookupPrincipalByName("nobody"));
    return AS_NOBODY;
  }

  /** Runs one program to its end. */
  void run(String program, String... arguments) throws IOException {
    var command = new ArrayList<>(prefix);
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    int code = exitCode(command);
    if (code != 0) {
      throw new IOException(
          program + " ended with " + code + ": " + Files.readString(output).strip());
    }
  }

  private int exitCode(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    try {
      if (process.waitFor(2, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      throw new IOException(command.getLast() + " did not end within two minutes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getLast() + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
