package org.retzef.family.history;

import java.util.UUID;
import org.retzef.family.registration.FamilyFiles;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class FileChangeController {

  private final FamilyFiles files;
  private final FileChanges changes;

  FileChangeController(FamilyFiles files, FileChanges changes) {
    this.files = files;
    this.changes = changes;
  }

  /** Lists who changed what in a family's file, oldest first. */
  @GetMapping("/api/v1/families/{id}/changes")
  Mono<ResponseEntity<Page<FileChange>>> list(
      Caller caller, @PathVariable UUID id, PageRequest page) {
    return files.file(caller, id).flatMap(family -> changes.of(family, page)).map(page::answer);
  }
}
