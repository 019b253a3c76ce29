package org.retzef.local.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.retzef.local.identity.DemoClient;
import org.retzef.local.identity.DemoLogin;

/** The demo logins as the command line shows them. */
final class DemoLogins {
  private DemoLogins() {}

  static String names() {
    Stream<String> people = Arrays.stream(DemoLogin.values()).map(DemoLogin::login);
    Stream<String> programs = Arrays.stream(DemoClient.values()).map(DemoClient::id);
    return Stream.concat(people, programs).collect(Collectors.joining(", "));
  }

  static List<String> table() {
    return Arrays.stream(DemoLogin.values())
        .map(
            person ->
                "  %-12s %-22s %s"
                    .formatted(person.login(), person.roles().getFirst(), person.unit()))
        .toList();
  }
}
