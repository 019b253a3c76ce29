package org.retzef.local.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.retzef.local.settings.Settings;

/** The command line. Exit codes: 0 done, 1 went wrong, 2 something has to change first. */
public final class Retzef {
  private static final String USAGE =
      """
      ./retzef up [--demo] [--detach]   build what is missing, start everything, print the addresses
      ./retzef down                     stop everything; the data stays
      ./retzef status                   what runs, what died and why
      ./retzef reset [--yes]            stop everything and delete the data
      ./retzef test [maven arguments]   run the whole test suite
      ./retzef token NAME               print a token for a demo login
      ./retzef audit                    verify the chain of the audit log
      ./retzef bench [name]             run a benchmark, or list them""";

  private final Checkout checkout;
  private final Settings settings;

  private Retzef(Checkout checkout, Settings settings) {
    this.checkout = checkout;
    this.settings = settings;
  }

  /** Expects the repository's folder in the system property {@code retzef.root}. */
  public static void main(String[] args) {
    try {
      var checkout = new Checkout(Path.of(System.getProperty("retzef.root", ".")));
      System.exit(new Retzef(checkout, settings(checkout)).run(List.of(args)));
    } catch (Sentence e) {
      Screen.complain(e.text());
      System.exit(e.exitCode());
    }
  }

  private static Settings settings(Checkout checkout) {
    try {
      return Settings.from(System.getenv(), checkout.root().resolve(".retzef"));
    } catch (IllegalArgumentException e) {
      throw Sentence.cannot(String.valueOf(e.getMessage()));
    }
  }

  private int run(List<String> words) {
    String command = words.isEmpty() ? "help" : words.getFirst();
    List<String> rest = words.stream().skip(1).toList();
    return switch (command) {
      case "up" -> up(options(rest, "--demo", "--detach"));
      case "down" -> down(options(rest));
      case "status" -> new Status(checkout, settings).print() ? 0 : 1;
      case "reset" -> reset(options(rest, "--yes"));
      case "test" -> new TestRun(checkout).run(rest);
      case "token" -> token(rest);
      case "audit" -> audit(options(rest));
      case "bench" -> new Benchmarks(checkout).run(rest);
      case "help", "--help", "-h" -> help();
      default -> throw Sentence.cannot("There is no command '%s'.%n%s".formatted(command, USAGE));
    };
  }

  private static Set<String> options(List<String> given, String... known) {
    for (String option : given) {
      if (!Arrays.asList(known).contains(option)) {
        throw Sentence.cannot("There is no option '%s' here.%n%s".formatted(option, USAGE));
      }
    }
    return Set.copyOf(given);
  }

  private int up(Set<String> options) {
    new Up(checkout, settings, options.contains("--demo"), options.contains("--detach")).run();
    return 0;
  }

  private int down(Set<String> noOptions) {
    new Shutdown(settings).all();
    Screen.say("Retzef is down; its data stays in " + settings.home() + ".");
    return 0;
  }

  private int reset(Set<String> options) {
    new Reset(settings).run(options.contains("--yes"));
    return 0;
  }

  private int token(List<String> names) {
    if (names.size() != 1) {
      throw Sentence.cannot("Whose token? " + DemoLogins.names());
    }
    Screen.say(new Tokens(settings).forLogin(names.getFirst()));
    return 0;
  }

  private int audit(Set<String> noOptions) {
    return new AuditCheck(settings).print() ? 0 : 1;
  }

  private static int help() {
    Screen.say(USAGE);
    return 0;
  }
}
