package org.retzef.local.launcher;

import java.util.HashMap;
import java.util.Map;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;

/**
 * What a program is told, as environment variables: unlike arguments, other users cannot read the
 * passwords among them. A program gets its own database's password and no other's.
 */
record ProgramEnvironment(Settings settings, Secrets secrets) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * The variables of one program.
   *
   * @param postgresPort where PostgreSQL listens; the helper process, which decides it, ignores it
   */
  Map<String, String> of(Program program, int postgresPort) {
    var variables = new HashMap<String, String>();
    // glibc would keep memory for each thread apart
    variables.put("MALLOC_ARENA_MAX", "2");
    variables.put("RETZEF_HOME", settings.home().toString());
    settings
        .ports()
        .forEach((port, number) -> variables.put(port.variable(), Integer.toString(number)));
    if (program != Program.LOCAL) {
      putCommon(variables, program);
    }
    if (program.hasDatabase()) {
      variables.put("RETZEF_DATABASE_HOST", LOOPBACK);
      variables.put("RETZEF_DATABASE_PORT", Integer.toString(postgresPort));
      variables.put("RETZEF_DATABASE_NAME", program.shortName());
      variables.put("RETZEF_DATABASE_PASSWORD", secrets.of(program.shortName()));
      variables.put("RETZEF_KAFKA", LOOPBACK + ":" + settings.port(Port.KAFKA));
    }
    if (program == Program.BASKET) {
      putSms(variables);
      variables.put("RETZEF_CLIENT_ID", "basket-service");
      variables.put("RETZEF_CLIENT_SECRET", secrets.of("basket-service"));
    }
    if (program == Program.FAMILY) {
      variables.put("RETZEF_WEBHOOKS_PRIVATEADDRESSES", "true");
    }
    if (program == Program.TRAINING) {
      variables.put("RETZEF_MAIL_HOST", LOOPBACK);
      variables.put("RETZEF_MAIL_PORT", Integer.toString(settings.port(Port.SMTP)));
    }
    if (program == Program.REPORTING) {
      variables.put(
          "RETZEF_REPORTING_SHARING_STATE", settings.home().resolve("streams").toString());
      variables.put("RETZEF_KAFKA_LOGIN", LOOPBACK + ":" + settings.port(Port.PARTNERS));
      // one machine shows at once what elsewhere waits for company
      variables.put("RETZEF_REPORTING_SHARING_STREAMS_EVERY", "PT2S");
    }
    return variables;
  }

  private void putCommon(Map<String, String> variables, Program program) {
    variables.put("SERVER_ADDRESS", LOOPBACK);
    variables.put("SERVER_PORT", Integer.toString(settings.port(program.port())));
    variables.put("RETZEF_ISSUER", settings.url(Port.IDENTITY));
    variables.put("RETZEF_ISSUER_KEYS", settings.url(Port.IDENTITY) + "/oauth2/jwks");
    variables.put("RETZEF_KEYS", settings.keys().toString());
    variables.put("RETZEF_PUBLIC_URL", settings.url(Port.GATEWAY));
    variables.put("RETZEF_CLOCKFILE", settings.clock().toString());
    for (Program other : Program.values()) {
      if (other.hasDatabase()) {
        variables.put("RETZEF_SERVICES_" + other.name(), settings.url(other.port()));
      }
    }
  }

  private void putSms(Map<String, String> variables) {
    variables.put("RETZEF_SMPP_HOST", LOOPBACK);
    variables.put("RETZEF_SMPP_SYSTEM_ID", "retzef");
    variables.put("RETZEF_SMPP_PASSWORD", secrets.of("smpp"));
  }
}
