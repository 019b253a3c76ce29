package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** What openapi-generator makes of the services' documents, as a client's developer would. */
record GeneratedClients(Path documents, Path folder) {

  private static final Path PROGRAM = Path.of("src/test/contracts/Program.java");

  Path java() {
    return folder.resolve("java");
  }

  Path typeScript() {
    return folder.resolve("typescript");
  }

  Path classes() {
    return folder.resolve("classes");
  }

  /** On {@code java.net.http} and Jackson. */
  void generateJava(String service) {
    String name = name(service);
    CodegenConfigurator settings = settings("java", service, java().resolve(name));
    settings.setLibrary("native");
    settings.setInvokerPackage("client." + name);
    settings.setApiPackage("client." + name + ".api");
    settings.setModelPackage("client." + name + ".model");
    settings.addAdditionalProperty("useJakartaEe", true);
    settings.addAdditionalProperty("openApiNullable", false);
    generate(settings);
  }

  /** On {@code fetch}. */
  void generateTypeScript(String service) {
    generate(settings("typescript-fetch", service, typeScript().resolve(name(service))));
  }

  private static String name(String service) {
    return service.replace("-service", "");
  }

  private CodegenConfigurator settings(String generator, String service, Path target) {
    var settings = new CodegenConfigurator();
    settings.setGeneratorName(generator);
    settings.setInputSpec(documents.resolve(service + ".json").toString());
    settings.setOutputDir(target.toString());
    for (String part : List.of("apis", "models", "supportingFiles")) {
      settings.addGlobalProperty(part, "");
    }
    for (String part : List.of("apiTests", "modelTests", "apiDocs", "modelDocs")) {
      settings.addGlobalProperty(part, "false");
    }
    return settings;
  }

  private static void generate(CodegenConfigurator settings) {
    assertThat(new DefaultGenerator().opts(settings.toClientOptInput()).generate()).isNotEmpty();
  }

  /** All clients, and a program that uses one. */
  void compileJava() throws IOException {
    Files.createDirectories(classes());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> generated = Files.walk(java())) {
      List<Path> sources =
          Stream.concat(
                  Stream.of(PROGRAM),
                  generated.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java")))
              .toList();
      List<String> options = List.of("-proc:none", "-nowarn", "-d", classes().toString());
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
  }
}
