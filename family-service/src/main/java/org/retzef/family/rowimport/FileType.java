package org.retzef.family.rowimport;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** How the rows of a file are written. */
public enum FileType {
  /** JSON, a row a line. */
  NDJSON,
  /** A header row with the row's fields, then a row each. */
  CSV;

  public static final String TEXT_CSV = "text/csv";

  /** The one that a request names; its endpoint takes no other. */
  public static FileType of(@Nullable MediaType named) {
    return MediaType.valueOf(TEXT_CSV).isCompatibleWith(named) ? CSV : NDJSON;
  }
}
