package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;

/** What people take out of the system as files, as text that can be searched. */
record Exports(Platform platform) {

  /** Every figure of the catalogue by department, some of them in each format. */
  Map<String, String> ofFigures() {
    Caller national = new Caller(platform, "national");
    List<String> codes = new ArrayList<>();
    for (JsonNode item : national.get("/api/v1/indicators").expect(200).body().get("items")) {
      codes.add(item.get("code").asString());
    }
    assertThat(codes).hasSizeGreaterThan(50);
    Map<String, String> files = new LinkedHashMap<>();
    for (String code : codes) {
      String path = "/api/v1/exports/" + code + "?by=department&format=";
      files.put(code + ".csv", text(national.getFile(path + "csv")));
      if (files.size() < 10) {
        files.put(code + ".json", text(national.getFile(path + "sdmx-json")));
        files.put(code + ".xlsx", unzipped(national.getFile(path + "xlsx")));
      }
    }
    return files;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String unzipped(byte[] workbook) {
    StringBuilder text = new StringBuilder();
    try {
      Path file = Files.write(Files.createTempFile("retzef", ".xlsx"), workbook);
      try (var zip = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          text.append(entry.getName()).append('\n');
          text.append(text(zip.getInputStream(entry).readAllBytes()));
        }
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(text).contains("sheet1.xml");
    return text.toString();
  }
}
