package org.retzef.family.duplicate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.retzef.family.duplicate.Household.Person;
import org.retzef.family.registration.Family.Sex;
import org.retzef.family.registration.NationalIds;

/**
 * Families as they are taken in twice, and families that only look so. All is drawn from one seed.
 *
 * <p>Names are common Hebrew and Arabic ones, put together by chance. A second registration differs
 * by one to three {@link Slips}; in six of ten it lacks all id numbers, as an SMS or a hurried
 * intake does. What looks alike and is not: brothers and cousins at one address and with one phone,
 * twins, a parent and child with similar names, two people of the same full name.
 */
final class Population {

  private static final String[] HEBREW = {
    """
    משה דוד יוסף אברהם יעקב יצחק שמואל דניאל מיכאל אהרון שלמה אליהו מרדכי חיים ישראל נתנאל איתן
    אורי עומר נועם איתי עידו גיא רועי אלון אמיר תומר יונתן בנימין שמעון ראובן גדעון צבי ברוך אריה
    זאב מנחם יהודה רפאל עמוס ג'ורג' סרגיי בוריס
    """,
    """
    שרה רבקה רחל לאה מרים אסתר חנה רות נעמי תמר מיכל יעל נועה שירה מאיה אביגיל הילה שרית דליה אורלי
    רונית גלית ענת סיגלית אורית שושנה ציפורה מזל סימה פנינה טובה ברכה אהובה זהבה עליזה יפה סבטלנה
    אירנה טטיאנה ז'קלין
    """,
    """
    כהן|לוי|מזרחי|פרץ|ביטון|דהן|אברהם|פרידמן|אגבאריה|אזולאי|מלכה|כץ|יוסף|עמר|אוחנה|חדד|גבאי|בן דוד
    |אדרי|לוין|טל|קליין|חן|שפירא|חזן|משה|בן שמעון|פלדמן|אשכנזי|רוזנברג|גולדשטיין|סויסה|בוחבוט
    |וקנין|אלבז|בן חמו|טייב|סבג|שטרית|קדוש|אסולין|אילוז|ברכה|אבוטבול|טסמה|מקונן|קוזלוב|איבנוב
    """
  };

  private static final String[] ARABIC = {
    """
    محمد أحمد محمود علي حسن حسين إبراهيم يوسف خالد عمر مصطفى سمير كريم رامي نبيل فادي جميل سليم
    طارق وليد ماهر زياد عادل سعيد إسماعيل موسى عيسى داود أمين أيمن باسل حاتم عبدالله عبدالرحمن
    """,
    """
    فاطمة عائشة مريم خديجة زينب سلمى ليلى نور هدى سارة رنا ريم دينا منى أمل إيمان آمنة سميرة
    كريمة جميلة نادية رانيا هبة سهى لينا ميساء عبير سناء أسماء حنان ابتسام إسراء نجوى
    """,
    """
    الخطيب|الزعبي|أبو سليم|خوري|حداد|منصور|نصار|الأطرش|أبو رقيق|العمور|الهواشلة|القريناوي|جبارين
    |محاميد|مصاروة|أبو حسين|سليمان|عودة|الصانع|العبيد|زيدان|حمدان|شحادة|بدارنة|طه|غنايم|أبو ريا
    |درويش|يونس|عثمان
    """
  };

  private static final String[] STREETS = {
    "הגפן", "הרצל", "ז'בוטינסקי", "בן גוריון", "האורנים", "השקמה", "ויצמן", "הנרקיס", "הזית"
  };
  private static final String[] CITIES = {
    "קריית גת", "אופקים", "נתיבות", "תל שבע", "אום אל פחם", "ראשון לציון", "באר שבע"
  };

  /** Two families: these very ones, in the order in which they were taken in. */
  record Pair(Household one, Household other) {

    @Override
    public boolean equals(Object object) {
      return object instanceof Pair pair && pair.one == one && pair.other == other;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(one) + System.identityHashCode(other);
    }
  }

  private final Random random;
  private final Slips slips;
  private final List<Household> families = new ArrayList<>();
  private final List<Pair> sames = new ArrayList<>();
  private int people;

  Population(long seed, int size) {
    random = new Random(seed);
    slips = new Slips(random);
    for (int i = 0; i < size; i++) {
      Household family = family();
      families.add(family);
      if (random.nextInt(2) == 0) {
        Household again = again(family);
        families.add(again);
        sames.add(new Pair(family, again));
      }
      if (random.nextInt(2) == 0) {
        families.add(lookAlike(family));
      }
    }
  }

  List<Household> families() {
    return families;
  }

  List<Pair> sames() {
    return sames;
  }

  private Household family() {
    String[] language = random.nextInt(10) < 6 ? HEBREW : ARABIC;
    String familyName = familyName(language);
    List<Person> members = new ArrayList<>();
    Sex sex = random.nextInt(3) == 0 ? Sex.MALE : Sex.FEMALE;
    members.add(person(language, familyName, sex, 25, 70, false));
    if (random.nextInt(2) == 0) {
      Sex spouse = sex == Sex.MALE ? Sex.FEMALE : Sex.MALE;
      members.add(person(language, familyName, spouse, 25, 70, false));
    }
    for (int children = random.nextInt(5); children > 0; children--) {
      members.add(
          person(language, familyName, random.nextBoolean() ? Sex.MALE : Sex.FEMALE, 0, 18, true));
    }
    return new Household(phone(), street(), any(CITIES), members);
  }

  private Person person(
      String[] language, String familyName, Sex sex, int youngest, int oldest, boolean child) {
    return new Person(
        givenName(language, sex), familyName, nationalId(), born(youngest, oldest), sex, child);
  }

  private @Nullable String nationalId() {
    return random.nextInt(10) == 0 ? null : NationalIds.of(10_000_000 + people++);
  }

  private LocalDate born(int youngest, int oldest) {
    return LocalDate.of(2026, 6, 1)
        .minusYears(youngest)
        .minusDays(random.nextInt((oldest - youngest) * 365));
  }

  private String givenName(String[] language, Sex sex) {
    return any(language[sex == Sex.MALE ? 0 : 1].strip().split("\\s+"));
  }

  private String familyName(String[] language) {
    return any(language[2].replace("\n", "").strip().split("\\|")).strip();
  }

  private String phone() {
    return "+97250%07d".formatted(random.nextInt(10_000_000));
  }

  private String street() {
    return any(STREETS) + " " + (1 + random.nextInt(120));
  }

  private String any(String[] some) {
    return some[random.nextInt(some.length)];
  }

  /** The same family at another desk. */
  private Household again(Household family) {
    Household again = random.nextInt(10) < 6 ? slips.withoutIds(family) : family;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      again =
          switch (random.nextInt(9)) {
            case 0, 1 -> slips.inSpelling(again);
            case 2 -> slips.ofTheKeys(again);
            case 3 -> slips.inBirthDate(again);
            case 4, 5 -> with(again, phone(), again.street());
            case 6 -> with(again, again.phone(), street());
            case 7 -> slips.marriage(again, familyName(HEBREW));
            default -> slips.inWhoIsThere(again);
          };
    }
    return again;
  }

  private static Household with(Household family, String phone, String street) {
    return new Household(phone, street, family.city(), family.people());
  }

  private Household lookAlike(Household family) {
    Person head = family.people().getFirst();
    String[] language = head.familyName().codePointAt(0) < 0x600 ? HEBREW : ARABIC;
    return switch (random.nextInt(5)) {
      case 0 -> sibling(family, head, language);
      case 1 -> cousin(family, head, language);
      case 2 -> twin(family, head, language);
      case 3 -> grownUpChild(family, head);
      default -> namesake(head);
    };
  }

  private Household sibling(Household family, Person head, String[] language) {
    Person other = person(language, head.familyName(), head.sex(), 25, 70, false);
    return new Household(family.phone(), family.street(), family.city(), List.of(other));
  }

  private Household cousin(Household family, Person head, String[] language) {
    Sex sex = head.sex();
    return new Household(
        phone(),
        family.street(),
        family.city(),
        List.of(
            person(language, head.familyName(), sex, 25, 70, false),
            person(language, head.familyName(), Sex.FEMALE, 0, 18, true)));
  }

  private Household twin(Household family, Person head, String[] language) {
    String name = givenName(language, head.sex());
    while (name.equals(head.givenName())) {
      name = givenName(language, head.sex());
    }
    String id = random.nextBoolean() ? null : NationalIds.of(10_000_000 + people++);
    Person twin = new Person(name, head.familyName(), id, head.birthDate(), head.sex(), false);
    boolean together = random.nextBoolean();
    return new Household(
        together ? family.phone() : phone(), family.street(), family.city(), List.of(twin));
  }

  /** Named almost like the parent, with whom it still lives. */
  private Household grownUpChild(Household family, Person head) {
    Person child =
        new Person(
            slips.anotherSpelling(head.givenName()),
            head.familyName(),
            null,
            head.birthDate().plusYears(20 + random.nextInt(8)).plusDays(random.nextInt(300)),
            head.sex(),
            false);
    return new Household(family.phone(), family.street(), family.city(), List.of(child));
  }

  private Household namesake(Person head) {
    Person other =
        new Person(head.givenName(), head.familyName(), null, born(25, 70), head.sex(), false);
    return new Household(phone(), street(), any(CITIES), List.of(other));
  }
}
