package org.retzef.local.launcher;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import org.retzef.local.settings.Settings;

/** {@code ./retzef reset}: forgets all data and keys of this copy; what was built stays. */
record Reset(Settings settings) {
  private static final List<String> DATA =
      List.of("postgres", "kafka", "sms", "keys", "pids", "log", "addresses.properties");

  void run(boolean agreed) {
    if (!agreed && !asksAndHearsYes()) {
      Screen.say("Nothing was changed.");
      return;
    }
    new Shutdown(settings).all();
    DATA.forEach(name -> Checkout.deleteAll(settings.home().resolve(name)));
    Screen.say("All data in " + settings.home() + " is gone.");
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
