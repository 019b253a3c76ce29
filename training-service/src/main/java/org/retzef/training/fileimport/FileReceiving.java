package org.retzef.training.fileimport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Refusal;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a file in as it arrives, a portion of rows in one command each. Who sends a file again,
 * because the connection or the service broke, changes nothing by the rows that were done.
 */
@Service
public class FileReceiving {

  private static final int PORTION = 2000;

  /** A row is short; a longer one is refused before it fills the memory. */
  private static final int LONGEST_LINE = 4096;

  private static final long LARGEST_FILE = 50L * 1024 * 1024;

  private static final StringDecoder LINES = lines();
  private static final JsonMapper JSON = new JsonMapper();

  private final FileImports imports;
  private final Commands commands;

  FileReceiving(FileImports imports, Commands commands) {
    this.imports = imports;
    this.commands = commands;
  }

  private static StringDecoder lines() {
    StringDecoder decoder = StringDecoder.allMimeTypes(StringDecoder.DEFAULT_DELIMITERS, true);
    decoder.setMaxInMemorySize(LONGEST_LINE);
    return decoder;
  }

  /** JSON lines, or CSV with a header. */
  public Mono<FileImport> receive(
      Caller caller, FileWork work, boolean dryRun, ServerHttpRequest http) {
    boolean csv =
        !MediaType.APPLICATION_NDJSON.isCompatibleWith(http.getHeaders().getContentType());
    UUID id = Ids.next();
    AtomicLong number = new AtomicLong();
    Flux<String> lines = linesOf(http.getBody()).filter(line -> !line.isBlank());
    Flux<FileRow> rows =
        csv
            ? lines.switchOnFirst(
                (first, all) -> {
                  List<String> header =
                      first.hasValue() ? cells(String.valueOf(first.get())) : List.of();
                  return header.containsAll(work.columns())
                      ? all.skip(1).map(line -> ofCells(number.incrementAndGet(), header, line))
                      : Flux.error(lacks(work.columns(), header));
                })
            : lines.map(line -> ofJson(number.incrementAndGet(), line));
    return commands
        .run(() -> imports.begin(id, work.kind(), caller, dryRun))
        .thenMany(
            rows.buffer(PORTION).concatMap(portion -> take(caller, work, id, dryRun, portion)))
        .then(Mono.defer(() -> commands.run(() -> imports.end(id))))
        .then(Mono.defer(() -> imports.find(work.kind(), caller, id)));
  }

  private static InvalidInput lacks(Set<String> columns, List<String> header) {
    List<String> missing =
        columns.stream().filter(column -> !header.contains(column)).sorted().toList();
    return new InvalidInput(Fault.of("header", "import-columns", String.join(", ", missing)));
  }

  /** The caller's own import of this kind. */
  public Mono<FileImport> find(Caller caller, FileWork work, UUID id) {
    return imports.find(work.kind(), caller, id);
  }

  private Mono<Void> take(
      Caller caller, FileWork work, UUID id, boolean dryRun, List<FileRow> portion) {
    return commands.run(
        () -> work.work(caller, portion, dryRun).flatMap(report -> imports.count(id, report)));
  }

  private static Flux<String> linesOf(Flux<DataBuffer> body) {
    AtomicLong bytes = new AtomicLong();
    Flux<DataBuffer> counted =
        body.doOnNext(
            part -> {
              if (bytes.addAndGet(part.readableByteCount()) > LARGEST_FILE) {
                DataBufferUtils.release(part);
                throw new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large");
              }
            });
    return LINES
        .decode(counted, ResolvableType.forClass(String.class), MediaType.TEXT_PLAIN, Map.of())
        .map(line -> line.replace("\u0000", "").replace("\uFEFF", ""))
        .onErrorMap(
            DataBufferLimitException.class,
            tooLong -> new Refusal(Refusal.Kind.TOO_LARGE, "body-too-large"));
  }

  private static List<String> cells(String line) {
    try {
      return CsvReader.builder().ofCsvRecord(line).stream()
          .flatMap(row -> row.getFields().stream())
          .map(String::strip)
          .toList();
    } catch (CsvParseException malformed) {
      return List.of();
    }
  }

  private static FileRow ofCells(long number, List<String> header, String line) {
    List<String> cells = cells(line);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(header.size(), cells.size()); i++) {
      values.put(header.get(i), cells.get(i));
    }
    return new FileRow(number, values);
  }

  /** What is no JSON object has no values: its first field is missed. */
  private static FileRow ofJson(long number, String line) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      JSON.readTree(line)
          .properties()
          .forEach(field -> values.put(field.getKey(), field.getValue().asString("")));
    } catch (JacksonException malformed) {
      values.clear();
    }
    return new FileRow(number, values);
  }
}
