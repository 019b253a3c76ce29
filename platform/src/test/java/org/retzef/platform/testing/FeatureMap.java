package org.retzef.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The features of a service and what they use of one another: checked, and drawn for the docs. */
public final class FeatureMap {

  private final ApplicationModules features;

  private FeatureMap(ApplicationModules features) {
    this.features = features;
  }

  public static FeatureMap of(Class<?> application) {
    return new FeatureMap(ApplicationModules.of(application));
  }

  /** Fails where a feature reaches into another's innards or features form a cycle. */
  public void verify() {
    features.verify();
  }

  /** Draws {@code docs/pictures/<service>.md}; the same code makes the same picture. */
  public void draw(String service) {
    String arrows = features.stream().flatMap(this::arrows).sorted().collect(Collectors.joining());
    String picture =
        """
        # Features of %s

        Drawn by its `ModularityTest`; an arrow says "uses".

        ```mermaid
        flowchart TD
        %s```
        """
            .formatted(service, arrows);
    try {
      Path folder = Files.createDirectories(Path.of("../docs/pictures"));
      Files.writeString(folder.resolve(service + ".md"), picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<String> arrows(ApplicationModule feature) {
    Stream<String> uses =
        feature
            .getDirectDependencies(features)
            .uniqueModules()
            .map(used -> "  %s --> %s\n".formatted(name(feature), name(used)));
    return Stream.concat(Stream.of("  %s\n".formatted(name(feature))), uses);
  }

  private static String name(ApplicationModule feature) {
    return feature.getIdentifier().toString();
  }
}
