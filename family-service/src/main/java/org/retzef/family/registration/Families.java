package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.protection.FamilyKeys;
import org.retzef.family.registration.Family.Relation;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.search.FamilyIndex;
import org.retzef.family.search.FindableFamily;
import org.retzef.family.search.SearchMatch;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Families in the database: countable facts in the open, who they are sealed. */
@Repository
public class Families {

  private static final String FAMILY =
      """
      select family.id, unit::text as unit, preferred_language, sealed_contact,
             registered_at, version, wrapped_key,
             member.id as member_id, relation, sex, birth_date, sealed_identity,
             joined_on, left_on
        from family
        join family_key on family_key.family_id = family.id
        join member on member.family_id = family.id
      """;

  private static final String LIST_ITEM =
      """
      select family.id, unit::text as unit, preferred_language, registered_at, wrapped_key,
             head.id as head_id, head.sealed_identity as head_identity,
             (select count(*) from member
               where member.family_id = family.id and left_on is null) as members
        from family
        join family_key on family_key.family_id = family.id
        left join member head
          on head.family_id = family.id and head.relation = 'HEAD' and head.left_on is null
      """;

  private final DatabaseClient database;
  private final FamilyKeys keys;
  private final FamilyIndex index;

  Families(DatabaseClient database, FamilyKeys keys, FamilyIndex index) {
    this.database = database;
    this.keys = keys;
    this.index = index;
  }

  Mono<Void> insert(Family family) {
    FamilyKey key = keys.create(family.id());
    return database
        .sql(
            """
            insert into family
              (id, unit, preferred_language, sealed_contact, registered_at, version)
            values (:id, :unit::ltree, :language, :contact, :registeredAt, :version)
            """)
        .bind("id", family.id())
        .bind("unit", family.unit().path())
        .bind("language", family.preferredLanguage().code())
        .bind(
            "contact", key.seal(family.id(), new Contact(family.phone().e164(), family.address())))
        .bind("registeredAt", family.registeredAt())
        .bind("version", family.version())
        .then()
        .then(keys.keep(family.id(), key))
        .then(insertMembers(family.id(), family.members(), key))
        .then(index.keep(List.of(findable(family))));
  }

  private Mono<Void> insertMembers(UUID familyId, List<Family.Member> members, FamilyKey key) {
    return database
        .sql(
            """
            insert into member
              (id, family_id, relation, sex, birth_date, sealed_identity, joined_on)
            select id, :familyId, relation, sex, birth_date, decode(identity, 'hex'), joined_on
              from unnest(:ids::uuid[], :relations::text[], :sexes::text[], :births::date[],
                          :identities::text[], :joined::date[])
                   as new (id, relation, sex, birth_date, identity, joined_on)
            """)
        .bind("familyId", familyId)
        .bind("ids", members.stream().map(Family.Member::id).toArray(UUID[]::new))
        .bind("relations", members.stream().map(m -> m.relation().name()).toArray(String[]::new))
        .bind("sexes", members.stream().map(m -> m.sex().name()).toArray(String[]::new))
        .bind("births", members.stream().map(Family.Member::birthDate).toArray(LocalDate[]::new))
        .bind("identities", members.stream().map(m -> seal(key, m)).toArray(String[]::new))
        .bind("joined", members.stream().map(Family.Member::joinedOn).toArray(LocalDate[]::new))
        .then();
  }

  /** As hexadecimal text: the driver does not carry arrays of bytea faithfully. */
  private static String seal(FamilyKey key, Family.Member member) {
    var identity = new Identity(member.givenName(), member.familyName(), member.nationalId());
    return HexFormat.of().formatHex(key.seal(member.id(), identity));
  }

  /** The family with its members, in one round trip; fails with {@link FamilyNotFound}. */
  Mono<Family> find(Caller caller, UUID id) {
    Sight sight = Sight.reading(caller);
    return database
        .sql(
            FAMILY
                + """
                   where family.id = :id and %s
                   order by relation <> 'HEAD', birth_date, member.id
                  """
                    .formatted(sight.sql()))
        .bind("id", id)
        .bindValues(sight.values())
        .map(this::read)
        .all()
        .collectList()
        .filter(rows -> !rows.isEmpty())
        .map(Families::join)
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /** How to write to the family; nothing else of it is opened. */
  Mono<ContactDetails> contactDetails(Caller caller, UUID id) {
    return database
        .sql(
            """
            select id, preferred_language, sealed_contact, wrapped_key
              from family
              join family_key on family_id = id
             where id = :id and unit <@ :callerUnit::ltree
            """)
        .bind("id", id)
        .bind("callerUnit", caller.unitPath())
        .map(this::readContactDetails)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  private ContactDetails readContactDetails(Readable row) {
    UUID id = row.get("id", UUID.class);
    FamilyKey key = keys.open(id, row.get("wrapped_key", byte[].class));
    Contact contact = key.open(id, row.get("sealed_contact", byte[].class), Contact.class);
    return new ContactDetails(
        new PhoneNumber(contact.phone()),
        Language.ofCode(row.get("preferred_language", String.class)));
  }

  /** The ids and units of the families that the caller sees, oldest first. */
  Mono<Page<FamilyListItem>> seenBy(Caller caller, PageRequest page) {
    Sight sight = Sight.listing(caller);
    return database
        .sql(
            LIST_ITEM
                + """
                   where %s
                     and family.id > :after
                   order by family.id
                   limit :limit
                  """
                    .formatted(sight.sql()))
        .bindValues(sight.values())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::readListItem)
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.id().toString()));
  }

  /** The families that a search has found, in its order; only those that the caller sees. */
  Mono<List<FamilyListItem>> found(Caller caller, Map<UUID, SearchMatch> matches) {
    Sight sight = Sight.listing(caller);
    return database
        .sql(LIST_ITEM + " where family.id = any(:ids) and " + sight.sql())
        .bindValues(sight.values())
        .bind("ids", matches.keySet().toArray(UUID[]::new))
        .map(this::readListItem)
        .all()
        .collectMap(FamilyListItem::id)
        .map(items -> inOrder(matches, items));
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

  /** Makes the search's marks of these families anew, from what is kept of them. */
  Mono<Void> index(Collection<UUID> ids) {
    return database
        .sql(FAMILY + " where family.id = any(:ids)")
        .bind("ids", ids.toArray(UUID[]::new))
        .map(this::read)
        .all()
        .collectMultimap(Family::id)
        .map(families -> families.values().stream().map(Families::join).toList())
        .flatMap(families -> index.keep(families.stream().map(Families::findable).toList()));
  }

  /**
   * The unit of a family that the caller may read, for features that hang on one: the first step of
   * everything that they show. Fails with {@link FamilyNotFound}.
   */
  public Mono<UnitPath> unitOf(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return database
        .sql(
            "select unit::text as unit from family where family.id = :id and %s"
                .formatted(sight.sql()))
        .bind("id", familyId)
        .bindValues(sight.values())
        .map(row -> new UnitPath(row.get("unit", String.class)))
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  /**
   * As {@link #unitOf}, for a caller who wants to change something: the first step of a change.
   * Fails with {@link FamilyNotFound}, and with {@link FamilyReadOnly} where the caller may look
   * and no more.
   */
  public Mono<UnitPath> changeableUnitOf(Caller caller, UUID familyId) {
    Sight reading = Sight.reading(caller);
    Sight changing = Sight.changing(caller);
    return database
        .sql(
            """
            select unit::text as unit, %s as changeable
              from family where family.id = :id and %s
            """
                .formatted(changing.sql(), reading.sql()))
        .bind("id", familyId)
        .bindValues(reading.valuesWith(changing))
        .map(Families::changeableUnit)
        .one()
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }

  private static UnitPath changeableUnit(Readable row) {
    if (!Boolean.TRUE.equals(row.get("changeable", Boolean.class))) {
      throw new FamilyReadOnly();
    }
    return new UnitPath(row.get("unit", String.class));
  }

  private Family read(Readable row) {
    UUID id = row.get("id", UUID.class);
    FamilyKey key = keys.open(id, row.get("wrapped_key", byte[].class));
    Contact contact = key.open(id, row.get("sealed_contact", byte[].class), Contact.class);
    return new Family(
        id,
        new UnitPath(row.get("unit", String.class)),
        Language.ofCode(row.get("preferred_language", String.class)),
        new PhoneNumber(contact.phone()),
        contact.address(),
        List.of(readMember(row, key)),
        row.get("registered_at", Instant.class),
        row.get("version", Long.class));
  }

  private static Family.Member readMember(Readable row, FamilyKey key) {
    UUID id = row.get("member_id", UUID.class);
    Identity identity = key.open(id, row.get("sealed_identity", byte[].class), Identity.class);
    return new Family.Member(
        id,
        identity.givenName(),
        identity.familyName(),
        identity.nationalId(),
        row.get("birth_date", LocalDate.class),
        Sex.valueOf(row.get("sex", String.class)),
        Relation.valueOf(row.get("relation", String.class)),
        row.get("joined_on", LocalDate.class),
        row.get("left_on", LocalDate.class));
  }

  private static Family join(Collection<Family> onePerMember) {
    Family first = onePerMember.iterator().next();
    return new Family(
        first.id(),
        first.unit(),
        first.preferredLanguage(),
        first.phone(),
        first.address(),
        onePerMember.stream().map(family -> family.members().getFirst()).toList(),
        first.registeredAt(),
        first.version());
  }

  private FamilyListItem readListItem(Readable row) {
    UUID id = row.get("id", UUID.class);
    FamilyKey key = keys.open(id, row.get("wrapped_key", byte[].class));
    byte[] headIdentity = row.get("head_identity", byte[].class);
    UUID headId = row.get("head_id", UUID.class);
    Identity head = headId == null ? null : key.open(headId, headIdentity, Identity.class);
    return new FamilyListItem(
        id,
        new UnitPath(row.get("unit", String.class)),
        head == null ? null : head.givenName(),
        head == null ? null : head.familyName(),
        row.get("members", Integer.class),
        Language.ofCode(row.get("preferred_language", String.class)),
        row.get("registered_at", Instant.class),
        null);
  }

  private static FindableFamily findable(Family family) {
    return new FindableFamily(
        family.id(),
        family.phone().e164(),
        family.members().stream().map(Families::findable).toList());
  }

  private static FindableFamily.Person findable(Family.Member member) {
    NationalId id = member.nationalId();
    return new FindableFamily.Person(
        member.givenName(), member.familyName(), id == null ? null : id.digits());
  }

  /** What is sealed in a family's row. */
  private record Contact(String phone, Address address) {}

  /** What is sealed in a member's row. */
  private record Identity(String givenName, String familyName, @Nullable NationalId nationalId) {

    @Override
    public String toString() {
      return "Identity";
    }
  }
}
