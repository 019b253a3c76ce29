package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.search.SearchMatch;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Families in lists: of each no more than it is known by. */
@Repository
public class FamilyList {

  /** What is shown of a family, once it is clear which ones: few. */
  private static final String LIST_ITEM =
      """
      select shown.id, shown.unit::text as unit, preferred_language, registered_at, erased_at,
             wrapped_key, head_id, head_identity, members
        from (%s) as shown
        left join family_key on family_key.family_id = shown.id
       cross join lateral (
         select count(*) as members,
                (array_agg(id) filter (where relation = 'HEAD'))[1] as head_id,
                (array_agg(sealed_identity) filter (where relation = 'HEAD'))[1] as head_identity
           from member
          where member.family_id = shown.id and left_on is null) as household
       order by shown.id
      """;

  private static final String FAMILY =
      """
      select family.id, family.unit, preferred_language, registered_at, erased_at
        from family
       where %s
      """;

  /**
   * The next families of each department, and the first of all these: a page costs as many rows as
   * it has, times the departments that the caller sees, wherever their families lie. Within a
   * department nothing else is asked for, or the database would look for it in another index and
   * sort all families of the department. Unit, limit and place are hidden from the planner
   * (decision 0090). Whoever sees the whole unit sees each of these families.
   */
  private static final String NEXT_IN_UNIT =
      """
      select family.*
        from unit
       cross join lateral (
         select id, family.unit, preferred_language, registered_at, erased_at, merged_into
           from family
          where family.unit = unit.path and merged_into is null and family.id > (select :after::uuid)
          order by id
          limit (select :limit::integer)) as family
       where unit.path <@ (select :callerUnit::ltree)
       order by family.id
       limit (select :limit::integer)
      """;

  /**
   * The next of the worker's own families, in the order of an index: a page costs as many rows as
   * it has, however many families the department or the worker has. What else is asked of a family
   * is asked of each in turn, which "offset 0" sees to (decision 0118).
   */
  private static final String NEXT_OF_WORKER =
      """
      select family.*
        from (select distinct family_id
                from (%s) as own
               where family_id > (select :after::uuid)
               order by family_id) as next
       cross join lateral (
         select id, family.unit, preferred_language, registered_at, erased_at
           from family
          where family.id = next.family_id and %s
         offset 0) as family
       order by next.family_id
       limit (select :limit::integer)
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;

  FamilyList(DatabaseClient database, FamilyKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** The ids and units of the families that the caller sees, oldest first. */
  Mono<Page<FamilyListItem>> seenBy(Caller caller, PageRequest page) {
    return (Sight.isOfWholeUnit(caller) ? nextInUnit(caller) : nextOfWorker(caller))
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::readListItem)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()))
        .delayUntil(shown -> touch(shown.items()));
  }

  private GenericExecuteSpec nextInUnit(Caller caller) {
    return database.sql(LIST_ITEM.formatted(NEXT_IN_UNIT)).bind("callerUnit", caller.unitPath());
  }

  private GenericExecuteSpec nextOfWorker(Caller caller) {
    Sight sight = Sight.listing(caller);
    return database
        .sql(LIST_ITEM.formatted(NEXT_OF_WORKER.formatted(Sight.OF_WORKER, sight.sql())))
        .bindValues(sight.values())
        .bind("worker", caller.subject());
  }

  private static Mono<Void> touch(List<FamilyListItem> shown) {
    return AuditedRequest.touch(shown.stream().map(FamilyListItem::id).toList());
  }

  /** The families that a search has found, in its order; only those that the caller sees. */
  Mono<List<FamilyListItem>> found(Caller caller, Map<UUID, SearchMatch> matches) {
    return listed(caller, matches.keySet()).map(items -> inOrder(matches, items));
  }

  /** Those of these families that the caller sees, by their ids. */
  public Mono<Map<UUID, FamilyListItem>> listed(Caller caller, Collection<UUID> ids) {
    Sight sight = Sight.listing(caller);
    return database
        .sql(LIST_ITEM.formatted(FAMILY.formatted(sight.sql() + " and family.id = any(:ids)")))
        .bindValues(sight.values())
        .bind("ids", ids.toArray(UUID[]::new))
        .map(this::readListItem)
        .all()
        .collectMap(FamilyListItem::id)
        .delayUntil(shown -> AuditedRequest.touch(shown.keySet()));
  }

  private static List<FamilyListItem> inOrder(
      Map<UUID, SearchMatch> matches, Map<UUID, FamilyListItem> items) {
    List<FamilyListItem> found = new ArrayList<>();
    matches.forEach(
        (id, match) -> {
          FamilyListItem item = items.get(id);
          if (item != null) {
            found.add(item.foundBy(match));
          }
        });
    return found;
  }

  private FamilyListItem readListItem(Readable row) {
    UUID id = row.get("id", UUID.class);
    byte[] wrapped = row.get("wrapped_key", byte[].class);
    Member.Identity head = wrapped == null ? null : readHead(row, keys.open(id, wrapped));
    return new FamilyListItem(
        id,
        new UnitPath(row.get("unit", String.class)),
        head == null ? null : head.givenName(),
        head == null ? null : head.familyName(),
        row.get("members", Integer.class),
        Language.ofCode(row.get("preferred_language", String.class)),
        row.get("registered_at", Instant.class),
        row.get("erased_at", Instant.class),
        null);
  }

  private static Member.@Nullable Identity readHead(Readable row, FamilyKey key) {
    byte[] identity = row.get("head_identity", byte[].class);
    UUID headId = row.get("head_id", UUID.class);
    return headId == null || identity == null
        ? null
        : key.open(headId, identity, Member.Identity.class);
  }
}
