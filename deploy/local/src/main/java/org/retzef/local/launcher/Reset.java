package org.retzef.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Stream;
import org.retzef.local.settings.Settings;

/** {@code ./retzef reset}: forgets all data and keys of this copy; what was built stays. */
record Reset(Settings settings) {
  private static final Set<String> BUILT = Set.of("app", "launcher");

  void run(boolean agreed) {
    if (!agreed && !asksAndHearsYes()) {
      Screen.say("Nothing was changed.");
      return;
    }
    new Shutdown(settings).all();
    deleteAllButWhatWasBuilt();
    Screen.say("All data in " + settings.home() + " is gone.");
  }

  /** A name that nobody has thought of here is data, too. */
  private void deleteAllButWhatWasBuilt() {
    if (!Files.exists(settings.home())) {
      return;
    }
    try (Stream<Path> everything = Files.list(settings.home())) {
      everything
          .filter(path -> !BUILT.contains(path.getFileName().toString()))
          .forEach(Checkout::deleteAll);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean asksAndHearsYes() {
    System.out.print(
        "This stops Retzef and deletes all data and keys in %s. Sure? [yes/no] "
            .formatted(settings.home()));
    System.out.flush();
    var input = new Scanner(System.in, StandardCharsets.UTF_8);
    return input.hasNextLine() && input.nextLine().strip().equalsIgnoreCase("yes");
  }
}
