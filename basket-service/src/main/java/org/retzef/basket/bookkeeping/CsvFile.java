package org.retzef.basket.bookkeeping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** Comma-separated values with a byte order mark, by which spreadsheets know Hebrew. */
final class CsvFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LINES_AT_A_TIME = 200;

  private CsvFile() {}

  static Flux<DataBuffer> of(List<String> sources, Flux<ExportRow> rows) {
    String header =
        BYTE_ORDER_MARK
            + Stream.concat(ExportRow.COLUMNS.stream(), sources.stream())
                .map(CsvCell::of)
                .collect(Collectors.joining(","))
            + "\r\n";
    return Flux.concat(
            Flux.just(header),
            rows.map(CsvFile::line).buffer(LINES_AT_A_TIME).map(lines -> String.join("", lines)))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .map(DefaultDataBufferFactory.sharedInstance::wrap);
  }

  private static String line(ExportRow row) {
    Stream<String> cells =
        Stream.of(
            row.bookedOn().toString(),
            row.effectiveOn().toString(),
            CsvCell.of(row.posting()),
            CsvCell.of(row.kind()),
            CsvCell.of(row.account()),
            row.amount().toPlainString(),
            row.balance().toPlainString());
    return Stream.concat(cells, row.shares().stream().map(share -> share.toPlainString()))
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
