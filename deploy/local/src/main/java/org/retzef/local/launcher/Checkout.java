package org.retzef.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The repository on this machine: where a program's sources, jar and unpacked form are. */
record Checkout(Path root) {

  /** Programs that have something to run already. */
  List<Program> programs() {
    return Arrays.stream(Program.values())
        .filter(program -> Files.isDirectory(folder(program).resolve("src/main/java")))
        .toList();
  }

  Path folder(Program program) {
    return root.resolve(program.folder());
  }

  Path jar(Program program) {
    return folder(program).resolve("target/" + program.artifact() + "-0.1.0-SNAPSHOT.jar");
  }

  /** Below here lie unpacked programs; they depend on the build only, so all copies share them. */
  Path unpacked(Program program) {
    return root.resolve(".retzef/app").resolve(program.artifact());
  }

  Path buildLog() {
    return root.resolve(".retzef/log/build.log");
  }

  /** Whether a program has no jar, or one older than what it is made of. */
  boolean isStale(Program program) {
    Path jar = jar(program);
    return !Files.exists(jar)
        || sources(program).anyMatch(source -> time(source).compareTo(time(jar)) > 0);
  }

  private Stream<Path> sources(Program program) {
    Path folder = folder(program);
    Stream<Path> own =
        Stream.of(root.resolve("pom.xml"), folder.resolve("pom.xml"), folder.resolve("src/main"));
    Stream<Path> shared =
        program.usesPlatform()
            ? Stream.of(root.resolve("platform/pom.xml"), root.resolve("platform/src/main"))
            : Stream.empty();
    Stream<Path> shown =
        program == Program.GATEWAY
            ? Stream.of(root.resolve("docs/api"), root.resolve("docs/events"))
            : Stream.empty();
    return Stream.of(own, shared, shown).flatMap(each -> each).flatMap(Checkout::files);
  }

  private static Stream<Path> files(Path fileOrFolder) {
    try (Stream<Path> all = Files.walk(fileOrFolder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
