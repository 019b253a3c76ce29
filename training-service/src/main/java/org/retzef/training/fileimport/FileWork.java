package org.retzef.training.fileimport;

import java.util.List;
import java.util.Set;
import org.retzef.platform.caller.Caller;
import reactor.core.publisher.Mono;

/** What a feature does with the rows of its files. */
public interface FileWork {

  /** Names the kind of file. */
  String kind();

  /** Columns that a CSV file must have. */
  Set<String> columns();

  /**
   * Works on a portion in one transaction; a row that came before changes nothing.
   *
   * @param dryRun whether only to check
   */
  Mono<PortionReport> work(Caller caller, List<FileRow> portion, boolean dryRun);
}
