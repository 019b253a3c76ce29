package org.retzef.local.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's own process: one node that is its own KRaft controller. */
public final class Broker {
  private Broker() {}

  /**
   * Runs until it is told to end.
   *
   * @param args the folder of its data, its port for services, and its port for partners
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    int partnersPort = Integer.parseInt(args[2]);
    Path settings = writeSettings(folder, port, partnersPort);
    if (!Files.exists(folder.resolve("data/meta.properties"))) {
      format(settings);
    }
    Kafka.main(new String[] {settings.toString()});
  }

  private static Path writeSettings(Path folder, int port, int partnersPort) throws IOException {
    var settings = new Properties();
    try (InputStream fixed = Broker.class.getResourceAsStream("/broker.properties")) {
      if (fixed == null) {
        throw new IOException("broker.properties is missing on the class path");
      }
      settings.load(fixed);
    }
    String controller = "127.0.0.1:" + freePort();
    settings.setProperty("log.dirs", folder.resolve("data").toString());
    String open = "EVENTS://127.0.0.1:" + port + ",PARTNERS://127.0.0.1:" + partnersPort;
    settings.setProperty("listeners", open + ",CONTROL://" + controller);
    settings.setProperty("advertised.listeners", open);
    settings.setProperty("controller.quorum.voters", "1@" + controller);
    Path file = Files.createDirectories(folder).resolve("broker.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, "Written at every start from deploy/local: change it there.");
    }
    return file;
  }

  /** The controller is asked by the broker of the same process only, so any port will do. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void format(Path settings) throws IOException {
    String[] command = {
      "format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()
    };
    if (StorageTool.execute(command, System.out) != 0) {
      throw new IOException("Kafka could not format its folder");
    }
  }
}
