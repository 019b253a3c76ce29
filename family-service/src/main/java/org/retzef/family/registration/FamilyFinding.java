package org.retzef.family.registration;

import java.util.List;
import org.retzef.family.search.FamilyIndex;
import org.retzef.family.search.FamilySearch;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.outbox.Commands;
import org.retzef.platform.paging.Page;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Finds families again, and sees to it that all can be found. */
@Service
class FamilyFinding {

  /** Whoever has not found a family among so many has asked too little. */
  static final int MOST_FOUND = 50;

  private static final int INDEXED_AT_ONCE = 200;

  private final FamilySearch search;
  private final FamilyIndex index;
  private final FilesToChange files;
  private final FamilyList list;
  private final Commands commands;

  FamilyFinding(
      FamilySearch search,
      FamilyIndex index,
      FilesToChange files,
      FamilyList list,
      Commands commands) {
    this.search = search;
    this.index = index;
    this.files = files;
    this.list = list;
    this.commands = commands;
  }

  Mono<Page<FamilyListItem>> find(Caller caller, String query, int limit) {
    if (limit > MOST_FOUND) {
      throw new InvalidInput(Fault.of("limit", "limit-invalid", MOST_FOUND));
    }
    return search
        .find(caller, query, limit)
        .flatMap(matches -> list.found(caller, matches))
        .map(Page::whole);
  }

  /**
   * Families that came before the index, or whose marks were made with another key or by older
   * rules of spelling, get theirs in short transactions; two copies of the service share the work.
   */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5S")
  void indexOutdated() {
    List<?> indexed;
    do {
      indexed =
          commands
              .run(
                  () ->
                      index
                          .outdated(INDEXED_AT_ONCE)
                          .flatMap(ids -> files.index(ids).thenReturn(ids)))
              .block();
    } while (indexed != null && indexed.size() == INDEXED_AT_ONCE);
  }
}
