package org.retzef.local;

import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Everything the services lean on, in one helper process and the servers that it looks after. */
@SpringBootApplication
public class LocalPlatform {

  /** Settings come from the environment, see {@link Port#variable()} and {@code RETZEF_HOME}. */
  public static void main(String[] args) {
    Settings settings = Settings.from(System.getenv(), Path.of(".retzef"));
    var application = new SpringApplication(LocalPlatform.class);
    application.addInitializers(context -> prepare((GenericApplicationContext) context, settings));
    var context = application.run("--server.port=" + settings.port(Port.IDENTITY));
    awaitServers(context);
  }

  /** The servers start beside the application: the services wait for them, not for it. */
  private static void prepare(GenericApplicationContext context, Settings settings) {
    Secrets secrets = Secrets.in(settings.keys());
    Servers servers = Servers.start(settings, secrets);
    context.registerBean(Settings.class, () -> settings);
    context.registerBean(Secrets.class, () -> secrets);
    context.registerBean(Servers.class, () -> servers);
  }

  private static void awaitServers(ConfigurableApplicationContext context) {
    try {
      context.getBean(Servers.class).await();
    } catch (CompletionException e) {
      LoggerFactory.getLogger(LocalPlatform.class).error("a server did not start", e.getCause());
      System.exit(SpringApplication.exit(context, () -> 1));
    }
  }
}
