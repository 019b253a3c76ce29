package org.retzef.benchmark;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A family, and a page of a department's families, read as plainly as can be. */
@RestController
@RequestMapping("/api/v1/families")
class FamilyPeerController {

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");

  private final JdbcClient database;
  private final Aead serviceKey;
  private final JsonMapper json;
  private final ObjectProvider<PeerDuties> duties;

  FamilyPeerController(
      JdbcClient database, Aead serviceKey, JsonMapper json, ObjectProvider<PeerDuties> duties) {
    this.database = database;
    this.serviceKey = serviceKey;
    this.json = json;
    this.duties = duties;
  }

  @GetMapping("/{id}")
  ResponseEntity<Family> get(@PathVariable UUID id) {
    LocalDate today = LocalDate.now(JERUSALEM);
    List<Family> onePerMember =
        database
            .sql(
                """
                select family.id, unit::text as unit, preferred_language, sealed_contact,
                       registered_at, version, wrapped_key, member.id as member_id, relation, sex,
                       birth_date, sealed_identity, joined_on, left_on,
                       array(select parent_id from kinship
                              where child_id = member.id order by parent_id) as parents
                  from family
                  join family_key on family_key.family_id = family.id
                  join member on member.family_id = family.id
                 where family.id = :id and left_on is null
                 order by relation <> 'HEAD', birth_date, member.id
                """)
            .param("id", id)
            .query((row, _) -> family(row, today))
            .list();
    if (onePerMember.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    Family family = join(onePerMember, today);
    duties.ifAvailable(its -> its.record("/api/v1/families/{id}", List.of(id)));
    return ResponseEntity.ok().eTag("\"" + family.version() + "\"").body(family);
  }

  @GetMapping
  Page list(@RequestParam String unit, @RequestParam int limit, @RequestParam String cursor) {
    UUID after = UUID.fromString(new String(Base64.getUrlDecoder().decode(cursor)));
    List<Item> items =
        database
            .sql(
                """
                select family.id, unit::text as unit, preferred_language, registered_at,
                       wrapped_key, head.id as head_id, head.sealed_identity,
                       (select count(*) from member
                         where member.family_id = family.id and left_on is null) as members
                  from family
                  join family_key on family_key.family_id = family.id
                  join member head on head.family_id = family.id and head.relation = 'HEAD'
                                  and head.left_on is null
                 where unit = :unit::ltree and merged_into is null and family.id > :after
                 order by family.id
                 limit :limit
                """)
            .param("unit", unit)
            .param("after", after)
            .param("limit", limit + 1)
            .query((row, _) -> item(row))
            .list();
    duties.ifAvailable(
        its -> its.record("/api/v1/families", items.stream().map(Item::id).toList()));
    if (items.size() <= limit) {
      return new Page(items, null);
    }
    String last = items.get(limit - 1).id().toString();
    return new Page(
        items.subList(0, limit),
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.US_ASCII)));
  }

  private Family family(ResultSet row, LocalDate today) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Aead key = familyKey(id, row.getBytes("wrapped_key"));
    Contact contact = open(key, id, row.getBytes("sealed_contact"), Contact.class);
    return new Family(
        id,
        row.getString("unit"),
        row.getString("preferred_language"),
        contact.phone(),
        contact.address(),
        List.of(member(row, key)),
        false,
        today,
        row.getTimestamp("registered_at").toInstant(),
        null,
        row.getLong("version"));
  }

  private Member member(ResultSet row, Aead key) throws SQLException {
    UUID id = row.getObject("member_id", UUID.class);
    Identity identity = open(key, id, row.getBytes("sealed_identity"), Identity.class);
    return new Member(
        id,
        identity.givenName(),
        identity.familyName(),
        identity.nationalId(),
        row.getObject("birth_date", LocalDate.class),
        row.getString("sex"),
        row.getString("relation"),
        uuids(row.getArray("parents")),
        row.getObject("joined_on", LocalDate.class),
        row.getObject("left_on", LocalDate.class),
        null);
  }

  private static List<UUID> uuids(Array array) throws SQLException {
    return Arrays.asList((UUID[]) array.getArray());
  }

  private static Family join(List<Family> onePerMember, LocalDate today) {
    Family first = onePerMember.getFirst();
    List<Member> members =
        onePerMember.stream().map(family -> family.members().getFirst()).toList();
    boolean hasMinor =
        members.stream()
            .anyMatch(
                m -> m.relation().equals("CHILD") && m.birthDate().isAfter(today.minusYears(18)));
    boolean hasSpouse = members.stream().anyMatch(member -> member.relation().equals("SPOUSE"));
    return new Family(
        first.id(),
        first.unit(),
        first.preferredLanguage(),
        first.phone(),
        first.address(),
        members,
        hasMinor && !hasSpouse,
        today,
        first.registeredAt(),
        null,
        first.version());
  }

  private Item item(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Aead key = familyKey(id, row.getBytes("wrapped_key"));
    UUID headId = row.getObject("head_id", UUID.class);
    Identity head = open(key, headId, row.getBytes("sealed_identity"), Identity.class);
    return new Item(
        id,
        row.getString("unit"),
        head.givenName(),
        head.familyName(),
        row.getInt("members"),
        row.getString("preferred_language"),
        row.getTimestamp("registered_at").toInstant(),
        null,
        null);
  }

  private Aead familyKey(UUID id, byte[] wrapped) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    try {
      return new AesGcmJce(serviceKey.decrypt(wrapped, bytes));
    } catch (GeneralSecurityException otherKey) {
      throw new IllegalStateException(otherKey);
    }
  }

  private <T> T open(Aead key, UUID owner, byte[] sealed, Class<T> type) {
    try {
      byte[] associated = owner.toString().getBytes(StandardCharsets.US_ASCII);
      return json.readValue(key.decrypt(sealed, associated), type);
    } catch (GeneralSecurityException otherKey) {
      throw new IllegalStateException(otherKey);
    }
  }

  record Family(
      UUID id,
      String unit,
      String preferredLanguage,
      String phone,
      Address address,
      List<Member> members,
      boolean singleParent,
      LocalDate asOf,
      Instant registeredAt,
      @Nullable Instant erasedAt,
      long version) {}

  record Member(
      UUID id,
      String givenName,
      String familyName,
      @Nullable String nationalId,
      LocalDate birthDate,
      String sex,
      String relation,
      List<UUID> parentIds,
      LocalDate joinedOn,
      @Nullable LocalDate leftOn,
      @Nullable String leaveReason) {}

  record Address(String street, String city, @Nullable String postcode) {}

  record Contact(String phone, Address address) {}

  record Identity(String givenName, String familyName, @Nullable String nationalId) {}

  record Item(
      UUID id,
      String unit,
      String headGivenName,
      String headFamilyName,
      int members,
      String preferredLanguage,
      Instant registeredAt,
      @Nullable Instant erasedAt,
      @Nullable String match) {}

  record Page(List<Item> items, @Nullable String next) {}
}
