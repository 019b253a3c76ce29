package org.retzef.local.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where one local copy of the platform lives and listens.
 *
 * @param home the folder of its data, logs, pids and keys ({@code RETZEF_HOME})
 */
public record Settings(Path home, Map<Port, Integer> ports) {

  public Settings {
    home = home.toAbsolutePath().normalize();
    ports = Map.copyOf(ports);
  }

  /**
   * Settings from environment variables.
   *
   * @param usualHome the data folder where {@code RETZEF_HOME} names none
   * @throws IllegalArgumentException with a sentence for the user when a port is no port
   */
  public static Settings from(Map<String, String> environment, Path usualHome) {
    var ports = new EnumMap<Port, Integer>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, number(port, environment.getOrDefault(port.variable(), "")));
    }
    String home = environment.getOrDefault("RETZEF_HOME", "");
    return new Settings(home.isBlank() ? usualHome : Path.of(home), ports);
  }

  private static int number(Port port, String value) {
    if (value.isBlank()) {
      return port.usual();
    }
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1) {
      throw new IllegalArgumentException(
          port.variable() + " must be a port number, not '" + value + "'.");
    }
    return Integer.parseInt(value);
  }

  public int port(Port port) {
    return ports.getOrDefault(port, port.usual());
  }

  public String url(Port port) {
    return "http://localhost:" + port(port);
  }

  public Path logs() {
    return home.resolve("log");
  }

  public Path pids() {
    return home.resolve("pids");
  }

  public Path keys() {
    return home.resolve("keys");
  }

  /** Says by how much the services' clocks are off, while a demo year is entered. */
  public Path clock() {
    return home.resolve("clock");
  }

  /** Written by the helper process once PostgreSQL and Kafka answer. */
  public Path addresses() {
    return home.resolve("addresses.properties");
  }
}
