package org.retzef.local.launcher;

import java.util.List;
import java.util.Locale;
import org.retzef.local.settings.Port;

/** The processes of the platform, in the order in which they start. */
enum Program {
  LOCAL("deploy/local", Port.IDENTITY, 128),
  FAMILY("family-service", Port.FAMILY, 128),
  BASKET("basket-service", Port.BASKET, 128),
  TRAINING("training-service", Port.TRAINING, 96),
  RIGHTS("rights-service", Port.RIGHTS, 96),
  REPORTING("reporting-service", Port.REPORTING, 128),
  GATEWAY("gateway", Port.GATEWAY, 96);

  private final String folder;
  private final Port port;
  private final int heapMegabytes;

  Program(String folder, Port port, int heapMegabytes) {
    this.folder = folder;
    this.port = port;
    this.heapMegabytes = heapMegabytes;
  }

  String folder() {
    return folder;
  }

  String artifact() {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  Port port() {
    return port;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  boolean usesPlatform() {
    return this != LOCAL;
  }

  /** Whether it keeps its data in a database of its own. */
  boolean hasDatabase() {
    return this != LOCAL && this != GATEWAY;
  }

  /** The name of its database, and of its address among the others' settings. */
  String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The port on which it tells whether it is ready. */
  Port healthPort() {
    return this == GATEWAY ? Port.MANAGEMENT : port;
  }

  /** All ports that must be free before it starts; PostgreSQL finds its own. */
  List<Port> ports() {
    return switch (this) {
      case LOCAL ->
          List.of(
              Port.IDENTITY,
              Port.KAFKA,
              Port.PARTNERS,
              Port.SMS,
              Port.SMPP,
              Port.MAILBOX,
              Port.SMTP);
      case GATEWAY -> List.of(Port.GATEWAY, Port.MANAGEMENT);
      default -> List.of(port);
    };
  }
}
