package org.retzef.local.demo;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.retzef.local.settings.Settings;

/** The year from its first enrolment to the day of the newsletter. */
public final class DemoYear {

  private static final LocalDate WINTER = LocalDate.of(2020, 1, 16);
  private static final LocalDate LOCKDOWN = LocalDate.of(2020, 3, 16);
  private static final LocalDate SPRING = LocalDate.of(2020, 5, 4);
  private static final LocalDate SUMMER = LocalDate.of(2020, 7, 6);
  private static final LocalDate AUTUMN = LocalDate.of(2020, 9, 17);

  private final YearClock clock;
  private final Progress progress;
  private final Size size;
  private final Country country;
  private final Households households;
  private final Visitors visitors;
  private final Purchases purchases;
  private final Casework casework;
  private final Gifts gifts;
  private final Teaching teaching;
  private final Questionnaires questionnaires;
  private final Newsletter newsletter;

  private DemoYear(Settings settings, Desk desk, Size size, PrintStream out) {
    Path folder = folder(settings);
    this.size = size;
    clock = new YearClock(settings.clock());
    progress = new Progress(out, isTerminal(), steps(size));
    country = new Country(desk, size, progress);
    households = new Households(desk, size, progress, country, folder);
    visitors = new Visitors(desk, size, progress, country);
    purchases = new Purchases(desk, size, progress);
    casework = new Casework(desk, progress, country);
    gifts = new Gifts(desk, size, progress, folder);
    teaching = new Teaching(desk, progress, country);
    questionnaires = new Questionnaires(desk, size, progress, country);
    newsletter = new Newsletter(desk, size, progress);
  }

  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static Path folder(Settings settings) {
    return settings.home().resolve("demo");
  }

  private static long steps(Size size) {
    return Size.CENTRES
        + size.noshmim()
        + size.mapa()
        + size.graduates()
        + size.serviceUsers()
        + size.receipts()
        + size.computers()
        + size.parcels()
        + 2L * Size.ASKED
        + Size.ENQUIRIES
        + Teaching.sessions()
        + Size.PATIENT_RIGHTS_CENTRES
        + Size.DIGITAL_LITERACY_AUTHORITIES
        + size.familyQuestionnaires()
        + size.workerQuestionnaires();
  }

  /**
   * Enters what of the year has not been entered yet.
   *
   * @param tokens gets the token of a login or a program
   * @param environment may ask for a small one
   * @return how many seconds it took
   * @throws IllegalStateException where a service refused; what was entered stays, and the next run
   *     goes on from there
   */
  public static long load(
      Settings settings,
      Function<String, String> tokens,
      Map<String, String> environment,
      PrintStream out) {
    try (Journal journal = Journal.in(folder(settings))) {
      var desk = new Desk(new Calls(settings, tokens), journal);
      return new DemoYear(settings, desk, Size.from(environment), out).load();
    }
  }

  private long load() {
    enter();
    clock.goTo(Newsletter.DAY);
    newsletter.await();
    clock.comeBack();
    progress.end();
    return progress.seconds();
  }

  private void enter() {
    clock.goTo(WINTER);
    country.open();
    households.takeIn();
    teaching.plan();
    visitors.come();
    List<String> families = households.active();
    List<String> shopping = families.subList(0, size.shopping());
    clock.goTo(LOCKDOWN);
    casework.declareTheEmergency();
    casework.openCases(families);
    teaching.holdOnSite();
    clock.goTo(SPRING);
    int bought = purchases.make(shopping, SPRING, 0, 3);
    casework.assess(families, SPRING);
    casework.beginCases(families, SPRING);
    newsletter.awaitMessages(bought, SPRING);
    clock.goTo(SUMMER);
    bought = purchases.make(shopping, SUMMER, 1, 3);
    gifts.give(families);
    newsletter.awaitMessages(bought, SUMMER);
    clock.goTo(AUTUMN);
    purchases.make(shopping, AUTUMN, 2, 3);
    casework.closeCases(families, SPRING, AUTUMN);
    casework.enquire();
    teaching.holdRemote();
    teaching.holdWorkshops();
    questionnaires.areAnswered();
  }
}
