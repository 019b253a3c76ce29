package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A copy of the platform of the tests' own: its data, its ports, started by {@code ./retzef up}.
 */
final class Platform {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> PORTS =
      List.of(
          "GATEWAY",
          "MANAGEMENT",
          "FAMILY",
          "BASKET",
          "TRAINING",
          "RIGHTS",
          "REPORTING",
          "IDENTITY",
          "SMS",
          "SMPP",
          "MAILBOX",
          "SMTP",
          "KAFKA",
          "PARTNERS",
          "POSTGRES",
          "SPARE");

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

  private static Platform running;

  /** To which the clock was moved; null while it is today. */
  private static LocalDate day;

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private final Path home =
      Path.of("target/retzef-" + ProcessHandle.current().pid()).toAbsolutePath();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private Platform() {
    environment.put("RETZEF_HOME", home.toString());
    environment.put("RETZEF_TRAINING", "off"); // a start cache pays off from the second start on
    environment.put("RETZEF_REPORTING_PROOF_EVERY", "PT20S"); // so long a story waits for one
    for (String service : List.of("FAMILY", "REPORTING_SHARING")) {
      environment.put("RETZEF_" + service + "_COMMITTEE_KEY_SHA256", CommitteeKey.sha256());
    }
    List<Integer> free = freePorts(PORTS.size());
    for (int i = 0; i < PORTS.size(); i++) {
      environment.put("RETZEF_" + PORTS.get(i) + "_PORT", free.get(i).toString());
    }
  }

  /** The copy that all stories share; it ends with the JVM. */
  static synchronized Platform running() {
    if (running == null) {
      running = new Platform();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> running.retzef("down")));
      running.up();
    }
    return running;
  }

  /** Starts what is not running; the second time after a crash, too. */
  void up() {
    Result result = retzef("up", "--detach");
    assertThat(result.code()).as(result.output()).isZero();
  }

  /** As its services have it. */
  static LocalDate today() {
    return day == null ? LocalDate.now(JERUSALEM) : day;
  }

  static Instant morningOf(LocalDate day) {
    return day.atTime(10, 0).atZone(JERUSALEM).toInstant();
  }

  String gateway() {
    return "http://localhost:" + port("GATEWAY");
  }

  String smsCentre() {
    return "http://localhost:" + port("SMS");
  }

  String kafka() {
    return "localhost:" + port("KAFKA");
  }

  String port(String name) {
    return environment.get("RETZEF_" + name + "_PORT");
  }

  Path home() {
    return home;
  }

  /** For the services it is ten in the morning of this day from now on, until they come back. */
  void goTo(LocalDate day) throws IOException {
    Instant moment = morningOf(day);
    Path draft = home.resolve("clock.draft");
    Files.writeString(draft, Duration.between(Instant.now(), moment).toString());
    Files.move(draft, clock(), StandardCopyOption.ATOMIC_MOVE);
    Platform.day = day;
    theServicesHaveLooked();
  }

  /** It is today again. */
  void comeBack() throws IOException {
    day = null;
    if (Files.deleteIfExists(clock())) {
      theServicesHaveLooked();
    }
  }

  private Path clock() {
    return home.resolve("clock");
  }

  /** Each looks at the clock's file again within a quarter of a second. */
  private static void theServicesHaveLooked() {
    Awaitility.await().pollDelay(Duration.ofMillis(400)).until(() -> true);
  }

  /** A real token of a demo login, as {@code ./retzef token} prints it. */
  String token(String login) {
    return tokens.computeIfAbsent(
        login,
        name -> {
          Result result = retzef("token", name);
          assertThat(result.code()).as(result.output()).isZero();
          return result.output().strip();
        });
  }

  /** The process of a program, by the file that the launcher keeps. */
  ProcessHandle process(String program) {
    try {
      String first =
          Files.readString(home.resolve("pids").resolve(program)).strip().split("\\s")[0];
      return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends a program as a power cut would. */
  void kill(String program) {
    ProcessHandle process = process(program);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The broker is a child of the helper process, which starts it anew. */
  void killBroker() {
    ProcessHandle broker =
        process("local")
            .descendants()
            .filter(child -> child.info().commandLine().orElse("").contains("Broker"))
            .findFirst()
            .orElseThrow();
    broker.destroyForcibly();
    broker.onExit().join();
  }

  /** Every process of this copy, PostgreSQL and the broker among them. */
  void killEverything() {
    try (Stream<Path> pids = Files.list(home.resolve("pids"))) {
      List<ProcessHandle> all =
          pids.map(file -> file.getFileName().toString())
              .flatMap(name -> processes(name).stream())
              .toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ProcessHandle> processes(String program) {
    ProcessHandle process = process(program);
    return Stream.concat(process.descendants(), Stream.of(process)).toList();
  }

  static boolean answers(String address) {
    try {
      return Caller.send(HttpRequest.newBuilder(URI.create(address)).GET().build()).status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  Result retzef(String... words) {
    return retzef(Map.of(), words);
  }

  Result retzef(Map<String, String> more, String... words) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("retzef").toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  record Result(int code, String output) {}

  /** Not of those that the system gives to connections: such a one is soon taken again. */
  private static List<Integer> freePorts(int count) {
    List<ServerSocket> held = new ArrayList<>();
    var random = new Random();
    try {
      while (held.size() < count) {
        int port = random.nextInt(10_000, 32_000);
        try {
          held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException taken) {
          continue;
        }
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
