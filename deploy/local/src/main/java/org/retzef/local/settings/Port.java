package org.retzef.local.settings;

/** The ports of the platform, each changeable by an environment variable, all on loopback. */
public enum Port {
  GATEWAY(8080),
  /** Where the gateway tells its operator how it fares, apart from what the world may see. */
  MANAGEMENT(8079),
  FAMILY(8081),
  BASKET(8082),
  TRAINING(8083),
  RIGHTS(8084),
  REPORTING(8085),
  SMS(8090),
  /** The page that shows the mails. */
  MAILBOX(8091),
  IDENTITY(9000),
  KAFKA(9092),
  /** Where partners' data teams sign in at the broker. */
  PARTNERS(9094),
  SMPP(2775),
  SMTP(2525),
  /** The first port to try: the next free one is taken, since developers often run their own. */
  POSTGRES(5432);

  private final int usual;

  Port(int usual) {
    this.usual = usual;
  }

  int usual() {
    return usual;
  }

  /** The environment variable that changes it, for example {@code RETZEF_GATEWAY_PORT}. */
  public String variable() {
    return "RETZEF_" + name() + "_PORT";
  }
}
