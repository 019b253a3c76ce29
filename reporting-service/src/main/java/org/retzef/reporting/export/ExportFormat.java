package org.retzef.reporting.export;

import java.time.Clock;
import org.retzef.reporting.indicator.IndicatorAnswer;

/** What a file of figures can be. */
enum ExportFormat {
  CSV("csv", CsvFile.MEDIA_TYPE) {
    @Override
    byte[] write(IndicatorAnswer answer, Clock clock) {
      return CsvFile.of(ExportTable.of(answer));
    }
  },
  XLSX("xlsx", Spreadsheet.MEDIA_TYPE) {
    @Override
    byte[] write(IndicatorAnswer answer, Clock clock) {
      return Spreadsheet.of("מדד", ExportTable.of(answer));
    }
  },
  SDMX_JSON("json", "application/vnd.sdmx.data+json;version=2.0.0") {
    @Override
    byte[] write(IndicatorAnswer answer, Clock clock) {
      return SdmxMessage.of(answer, clock.instant()).bytes();
    }
  };

  private final String ending;
  private final String mediaType;

  ExportFormat(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  abstract byte[] write(IndicatorAnswer answer, Clock clock);

  String mediaType() {
    return mediaType;
  }

  String fileName(IndicatorAnswer answer) {
    return "%s-%s.%s".formatted(answer.indicator().code(), answer.to(), ending);
  }
}
