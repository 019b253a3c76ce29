package org.retzef.rights.eligibility.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The 78 rights of the reference files as one would write them in Java: what the rule language is
 * measured against, and a second opinion on what it decides. Amounts are those of the files.
 */
final class HandWrittenRules {

  private HandWrittenRules() {}

  static final class Household {
    Boolean caseAtRiskCommitteeApproved;
    Double caseDaysSinceDecision;
    Double caseDaysSinceRequest;
    Boolean caseDecisionReceived;
    Boolean caseDisclosesCause;
    Boolean caseHasLegalChance;
    Boolean caseIsCivilMatter;
    Boolean caseRequestToSocialServices;
    Boolean caseVitalNeed;
    Double debtExecutionFiles;
    Double debtTotal;
    Double debtorResidentMonthsOfLast48;
    Boolean debtorResidentOnJudgmentDate;
    Boolean deceasedInsured;
    Boolean anyoneWorking;
    Double avgMonthlyGrossIncome;
    Double children;
    Double childrenUnder18;
    Double childrenUnder21Supported;
    Boolean dwellingRightsLast10Years;
    String dwellingTenure;
    Boolean electricityAccountHolder;
    Boolean electricityDebt;
    Boolean electricityExceptionsCommittee;
    Set<String> emergencies;
    Boolean exhaustsEarningCapacity;
    Boolean foodInsecure;
    Double grossIncomePctOfAverageWage;
    Boolean hasCouple;
    Boolean hasEntitlementCertificate;
    Boolean holdsDwelling;
    Double incomePerCapita;
    Double incomeSupplementMonthsContinuous;
    Double incomeSupportMonthsContinuous;
    Boolean isSingleParent;
    Boolean knownToSocialServices;
    Boolean livesOnSubsistenceBenefit;
    Boolean localBudgetExhausted;
    Double localityCluster;
    Boolean otherSourcesExhausted;
    Boolean ownsActiveVehicle;
    Boolean ownsDwelling;
    Boolean ownsVehicle;
    Boolean parentsMeetWorkCriteria;
    Boolean passesAlimonyMeansTest;
    Boolean passesAssetTest;
    Boolean passesHousingIncomeTest;
    Boolean passesIncomeSupportMeansTest;
    Boolean povertyConfirmedBySocialServices;
    Boolean publicHousingAllocated;
    Boolean publicHousingEntitled;
    Boolean selectedByLocalQuota;
    Double size;
    Boolean soldierFamilyInNeed;
    Boolean withinBarProBonoIncomeBand;
    Double yearlyAssistance;
  }

  static final class Person {
    Double age;
    Boolean canMeetPaymentOrder;
    Boolean canSupportSelf;
    Boolean cannotPayFee;
    Boolean completedConscription;
    Boolean completedNationalService;
    String employmentStatus;
    Boolean exemptEmploymentTest;
    Boolean gaveBirthOrAdopted;
    Boolean goodFaith;
    Boolean hasCustody;
    Boolean hasDvTreatmentPlan;
    Boolean hasMaintenanceJudgment;
    Boolean hasNiiDisabilityCard;
    Boolean hasProtectionOrder;
    Boolean hasRecognisedDisability;
    Boolean hasReferralFromRecognisedBody;
    Boolean hasSevereIllnessListed;
    Double holocaustDisabilityPct;
    Boolean honourableDischarge;
    Double incapacityPct;
    Boolean insuredMonthsExceedUninsured;
    Double insuredMonthsOfLast120;
    Double insuredMonthsOfLast14;
    Double insuredMonthsOfLast18;
    Double insuredMonthsOfLast22;
    Double insuredMonthsTotal;
    Boolean isChronicPatient;
    Boolean isDomesticViolenceSurvivor;
    Boolean isHolocaustSurvivor;
    Boolean isIdfDisabled;
    Boolean isInsolvent;
    Boolean isKibbutzMember;
    Boolean isLoneSoldier;
    Boolean isMarried;
    Boolean isNewImmigrant;
    Boolean isResident;
    Boolean isSoldier;
    Boolean isWidowed;
    Boolean isYeshivaStudent;
    Boolean leftHomeAndAbuser;
    Boolean livesInCommunity;
    Boolean livesInInstitution;
    Double ltcRatePct;
    Boolean maintenancePaidByDebtor;
    Boolean marriedToDebtor;
    Double medicalDisabilityPct;
    Boolean meetsShelterCriteria;
    Double mobilityLimitationPct;
    Double monthlyIncome;
    Double monthlyWorkIncome;
    Double monthsInIsraelIn3YearsBefore;
    Double monthsSinceAliyah;
    Double monthsSinceDischarge;
    Double monthsSinceLeavingHome;
    Boolean needsMedicalElectricDevice;
    Boolean parentInsuredResident;
    Boolean passesAdlTest;
    Boolean passesHolocaustIncomeTest;
    Boolean passesOldAgeWorkIncomeTest;
    Boolean paysIncomeTax;
    String populationGroup;
    Boolean reachedRetirementAge;
    Boolean receivedDisabilityPensionBeforeRetirement;
    Boolean receivesArmyRentContribution;
    Set<String> receivesBenefits;
    Boolean receivesMonthlyRenta;
    Boolean referredByEmploymentService;
    Boolean registeredEmploymentService;
    Double residentMonthsContinuous;
    Boolean returnedHome;
    String sex;
    Double shelterStayDays;
    Double singleImpairmentPct;
    Boolean stateLegalAidEntitled;
    Boolean stoppedWork;
    Boolean usesWheelchair;
    Double vehicleValue;
    Boolean vocationalFundingLast3Years;
    Boolean wasLoneSoldier;
    Boolean withinWorkGrantIncomeBand;
  }

  static final class Child {
    Boolean abandonedByParents;
    Boolean abusedOrNeglected;
    Double age;
    Double ageDays;
    Double ageInSchoolYear;
    Double ageInTaxYear;
    Double ageMonths;
    Double ageMonthsOn1Sept;
    Boolean bothParentsDeceased;
    Double dailyStudyHours;
    Double dependencyPoints;
    Boolean developmentalDelayConfirmed;
    Boolean developmentalDelayWithFamilyRisk;
    String framework;
    Boolean hasChildAllowance;
    Boolean healthInsured;
    Boolean immigratedWithoutParents;
    Boolean inMandatoryOrNationalService;
    Boolean inSupervisedDaycare;
    Boolean isResident;
    Boolean meetsDisabledChildImpairment;
    Boolean needsDevelopmentService;
    Boolean needsGlasses;
    Boolean ofekHadash;
    Boolean otherParentDeceasedOrUnregistered;
    Boolean parentCannotFunction;
    Double permanentDisabilityPct;
    String schoolGrade;
    Double weeklyStudyHours;
  }

  /** What became of each condition, in order: true, false, or null for not known. */
  record Found(String right, Outcome outcome, Boolean[] conditions) {}

  private interface Conditions {
    Boolean[] of(Household h, Person p, Child c);
  }

  private record Rule(String right, boolean perPerson, boolean perChild, Conditions conditions) {}

  static List<Found> decide(Household household, List<Person> persons, List<Child> children) {
    List<Found> all = new ArrayList<>(RULES.size());
    for (Rule rule : RULES) {
      all.add(best(rule, household, persons, children));
    }
    return all;
  }

  private static Found best(Rule rule, Household h, List<Person> persons, List<Child> children) {
    Found best = null;
    for (int p = 0; p < (rule.perPerson() ? persons.size() : 1); p++) {
      for (int c = 0; c < (rule.perChild() ? children.size() : 1); c++) {
        Boolean[] conditions = rule.conditions().of(h, persons.get(p), children.get(c));
        Found found = new Found(rule.right(), outcome(conditions), conditions);
        if (found.outcome() == Outcome.ELIGIBLE) {
          return found;
        }
        if (best == null || isNearer(found, best)) {
          best = found;
        }
      }
    }
    return best;
  }

  private static Outcome outcome(Boolean[] conditions) {
    Outcome outcome = Outcome.ELIGIBLE;
    for (Boolean condition : conditions) {
      if (condition == null) {
        outcome = outcome == Outcome.NOT_ELIGIBLE ? outcome : Outcome.TO_BE_CHECKED;
      } else if (!condition) {
        outcome = Outcome.NOT_ELIGIBLE;
      }
    }
    return outcome;
  }

  private static boolean isNearer(Found one, Found other) {
    if (one.outcome() != other.outcome()) {
      return one.outcome() == Outcome.TO_BE_CHECKED;
    }
    Boolean lacking = one.outcome() == Outcome.TO_BE_CHECKED ? null : Boolean.FALSE;
    return count(one.conditions(), lacking) < count(other.conditions(), lacking);
  }

  private static int count(Boolean[] conditions, Boolean wanted) {
    int count = 0;
    for (Boolean condition : conditions) {
      count += condition == wanted ? 1 : 0;
    }
    return count;
  }

  private static Boolean[] found(Boolean... conditions) {
    return conditions;
  }

  private static Boolean and(Boolean... all) {
    Boolean result = true;
    for (Boolean one : all) {
      if (one == null) {
        result = null;
      } else if (!one) {
        return false;
      }
    }
    return result;
  }

  private static Boolean or(Boolean... any) {
    Boolean result = false;
    for (Boolean one : any) {
      if (one == null) {
        result = null;
      } else if (one) {
        return true;
      }
    }
    return result;
  }

  private static Boolean not(Boolean value) {
    return value == null ? null : Boolean.valueOf(!value);
  }

  private static Boolean is(Object value, Object wanted) {
    return value == null ? null : Boolean.valueOf(value.equals(wanted));
  }

  private static Boolean is(Double value, double wanted) {
    return value == null ? null : Boolean.valueOf(value == wanted);
  }

  private static Boolean less(Double value, double bound) {
    return value == null ? null : Boolean.valueOf(value < bound);
  }

  private static Boolean more(Double value, double bound) {
    return value == null ? null : Boolean.valueOf(value > bound);
  }

  private static Boolean atLeast(Double value, double bound) {
    return value == null ? null : Boolean.valueOf(value >= bound);
  }

  private static Boolean atMost(Double value, double bound) {
    return value == null ? null : Boolean.valueOf(value <= bound);
  }

  private static Boolean atMost(Double value, Double bound) {
    return value == null || bound == null ? null : Boolean.valueOf(value <= bound);
  }

  private static Boolean between(Double value, double from, double to) {
    return value == null ? null : Boolean.valueOf(value >= from && value <= to);
  }

  private static Boolean oneOf(String value, String... wanted) {
    return value == null ? null : Boolean.valueOf(List.of(wanted).contains(value));
  }

  private static Boolean oneOf(Double value, double... wanted) {
    if (value == null) {
      return null;
    }
    for (double one : wanted) {
      if (one == value) {
        return true;
      }
    }
    return false;
  }

  private static Boolean has(Set<String> values, String wanted) {
    return values == null ? null : Boolean.valueOf(values.contains(wanted));
  }

  private static Double byTable(Double size, double perPerson, double... ceilings) {
    return size == null
        ? null
        : Double.valueOf(size < 10 ? ceilings[size.intValue() - 1] : size * perPerson);
  }

  private static Double byFormula(Double size, double base, double upTo, double perExtra) {
    return size == null ? null : Double.valueOf(base + Math.max(0, size - upTo) * perExtra);
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "ABSORPTION_BASKET",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isNewImmigrant,
                      atMost(p.monthsSinceAliyah, 12),
                      atMost(p.monthsInIsraelIn3YearsBefore, 24))),
          new Rule(
              "AFTERSCHOOL_SUBSIDY",
              false,
              true,
              (h, p, c) ->
                  found(
                      or(
                          and(is(c.framework, "KINDERGARTEN"), between(h.localityCluster, 1, 5)),
                          oneOf(c.schoolGrade, "1", "2")))),
          new Rule(
              "ALIMONY_NII",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.hasMaintenanceJudgment,
                      not(p.maintenancePaidByDebtor),
                      or(
                          h.debtorResidentOnJudgmentDate,
                          atLeast(h.debtorResidentMonthsOfLast48, 24)),
                      or(
                          atLeast(h.childrenUnder18, 1),
                          and(p.marriedToDebtor, or(atLeast(p.age, 60), not(p.canSupportSelf)))),
                      h.passesAlimonyMeansTest)),
          new Rule(
              "APPEAL_SOCIAL_SERVICES",
              false,
              false,
              (h, p, c) ->
                  found(
                      h.caseRequestToSocialServices,
                      or(
                          and(h.caseDecisionReceived, atMost(h.caseDaysSinceDecision, 45)),
                          and(not(h.caseDecisionReceived), atLeast(h.caseDaysSinceRequest, 30))))),
          new Rule(
              "ARNONA_DISABLED_CHILD",
              true,
              false,
              (h, p, c) -> found(h.holdsDwelling, has(p.receivesBenefits, "DISABLED_CHILD"))),
          new Rule(
              "ARNONA_INCAPACITY_75",
              true,
              false,
              (h, p, c) ->
                  found(
                      h.holdsDwelling,
                      has(p.receivesBenefits, "GENERAL_DISABILITY"),
                      atLeast(p.incapacityPct, 75))),
          new Rule(
              "ARNONA_LOW_INCOME",
              false,
              false,
              (h, p, c) ->
                  found(
                      h.holdsDwelling,
                      atMost(
                          h.avgMonthlyGrossIncome,
                          byTable(
                              h.size, 2744, 5300, 7951, 9223, 10494, 13335, 16176, 19018, 21859,
                              24700)))),
          new Rule(
              "ARNONA_MEDICAL_90",
              true,
              false,
              (h, p, c) -> found(h.holdsDwelling, atLeast(p.medicalDisabilityPct, 90))),
          new Rule(
              "ARNONA_SENIOR_BASIC",
              true,
              false,
              (h, p, c) ->
                  found(
                      h.holdsDwelling,
                      p.reachedRetirementAge,
                      or(
                          has(p.receivesBenefits, "OLD_AGE"),
                          has(p.receivesBenefits, "SURVIVORS")))),
          new Rule(
              "ARNONA_SENIOR_SUPPLEMENT",
              true,
              false,
              (h, p, c) ->
                  found(
                      h.holdsDwelling,
                      p.reachedRetirementAge,
                      has(p.receivesBenefits, "OLD_AGE_INCOME_SUPPLEMENT"))),
          new Rule(
              "ARNONA_SINGLE_PARENT",
              false,
              true,
              (h, p, c) ->
                  found(
                      h.holdsDwelling,
                      h.isSingleParent,
                      or(
                          atMost(c.age, 18),
                          and(c.inMandatoryOrNationalService, atMost(c.age, 21))))),
          new Rule(
              "ARNONA_SOLDIER",
              true,
              false,
              (h, p, c) ->
                  found(h.holdsDwelling, or(p.isSoldier, atMost(p.monthsSinceDischarge, 4)))),
          new Rule(
              "AT_RISK_TODDLER_DAYCARE",
              false,
              true,
              (h, p, c) ->
                  found(
                      between(c.ageMonths, 6, 36),
                      or(
                          c.abusedOrNeglected,
                          c.developmentalDelayWithFamilyRisk,
                          c.parentCannotFunction),
                      h.caseAtRiskCommitteeApproved)),
          new Rule(
              "BIRTH_GRANT", true, false, (h, p, c) -> found(p.isResident, p.gaveBirthOrAdopted)),
          new Rule(
              "CHILD_ALLOWANCE",
              true,
              true,
              (h, p, c) -> found(p.isResident, less(c.age, 18), c.isResident)),
          new Rule(
              "CHILD_DENTAL", false, true, (h, p, c) -> found(less(c.age, 18), c.healthInsured)),
          new Rule(
              "CHILD_DEVELOPMENT_COPAY",
              true,
              true,
              (h, p, c) ->
                  found(has(p.receivesBenefits, "INCOME_SUPPORT"), c.needsDevelopmentService)),
          new Rule("CHRONIC_DRUG_CEILING", true, false, (h, p, c) -> found(p.isChronicPatient)),
          new Rule(
              "COPAY_DISABILITY_PENSION",
              true,
              false,
              (h, p, c) -> found(has(p.receivesBenefits, "GENERAL_DISABILITY"))),
          new Rule(
              "COPAY_DISABLED_CHILD",
              true,
              false,
              (h, p, c) -> found(has(p.receivesBenefits, "DISABLED_CHILD"))),
          new Rule(
              "COURT_FEE_EXEMPTION",
              true,
              false,
              (h, p, c) -> found(p.cannotPayFee, h.caseDisclosesCause)),
          new Rule(
              "DAYCARE_SUBSIDY",
              true,
              true,
              (h, p, c) ->
                  found(
                      or(
                          between(c.ageMonthsOn1Sept, 3, 33),
                          and(c.developmentalDelayConfirmed, atMost(c.ageMonthsOn1Sept, 46))),
                      c.inSupervisedDaycare,
                      or(
                          h.parentsMeetWorkCriteria,
                          has(p.receivesBenefits, "UNEMPLOYMENT"),
                          has(p.receivesBenefits, "INCOME_SUPPORT")),
                      atMost(h.incomePerCapita, null))),
          new Rule(
              "DISABILITY_OLD_AGE",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.reachedRetirementAge,
                      p.receivedDisabilityPensionBeforeRetirement)),
          new Rule(
              "DISABLED_CHILD",
              true,
              true,
              (h, p, c) ->
                  found(
                      p.parentInsuredResident,
                      atLeast(c.ageDays, 91),
                      atMost(c.ageMonths, 219),
                      c.meetsDisabledChildImpairment)),
          new Rule(
              "DISCHARGE_GRANT_DEPOSIT",
              true,
              false,
              (h, p, c) -> found(or(p.completedConscription, p.completedNationalService))),
          new Rule(
              "DV_ADAPTATION_GRANT",
              true,
              false,
              (h, p, c) -> found(more(p.shelterStayDays, 60), not(p.returnedHome))),
          new Rule(
              "DV_IMMEDIATE_AID",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isDomesticViolenceSurvivor,
                      p.leftHomeAndAbuser,
                      atMost(p.monthsSinceLeavingHome, 24),
                      p.hasDvTreatmentPlan)),
          new Rule(
              "DV_RENT",
              true,
              false,
              (h, p, c) ->
                  found(
                      is(p.sex, "FEMALE"),
                      p.isDomesticViolenceSurvivor,
                      or(more(p.shelterStayDays, 0), p.hasProtectionOrder, p.meetsShelterCriteria),
                      is(h.dwellingTenure, "PRIVATE_TENANT"))),
          new Rule(
              "DV_SHELTER_INCOME_SUPPORT",
              true,
              false,
              (h, p, c) -> found(more(p.shelterStayDays, 30))),
          new Rule(
              "ELECTRICITY_DISCOUNT",
              true,
              true,
              (h, p, c) ->
                  found(
                      h.electricityAccountHolder,
                      or(
                          has(p.receivesBenefits, "OLD_AGE_INCOME_SUPPLEMENT"),
                          has(p.receivesBenefits, "DISABILITY_OLD_AGE"),
                          has(p.receivesBenefits, "SPECIAL_SERVICES"),
                          has(p.receivesBenefits, "HOLOCAUST_INCOME_LINKED"),
                          and(
                              h.isSingleParent,
                              atLeast(h.children, 3),
                              or(
                                  has(p.receivesBenefits, "INCOME_SUPPORT"),
                                  has(p.receivesBenefits, "ALIMONY_NII"))),
                          and(
                              has(p.receivesBenefits, "DISABLED_CHILD"),
                              atLeast(c.dependencyPoints, 5)),
                          and(p.isIdfDisabled, atLeast(p.medicalDisabilityPct, 50)),
                          and(p.isSoldier, p.receivesArmyRentContribution)))),
          new Rule(
              "ELECTRICITY_NO_DISCONNECT",
              true,
              false,
              (h, p, c) ->
                  found(
                      h.electricityDebt,
                      or(
                          has(p.receivesBenefits, "INCOME_SUPPORT"),
                          has(p.receivesBenefits, "OLD_AGE_INCOME_SUPPLEMENT"),
                          and(p.needsMedicalElectricDevice, h.povertyConfirmedBySocialServices),
                          h.electricityExceptionsCommittee))),
          new Rule(
              "EXECUTION_CONSOLIDATION",
              true,
              false,
              (h, p, c) -> found(more(h.debtExecutionFiles, 1), p.canMeetPaymentOrder)),
          new Rule(
              "FOOD_SECURITY",
              false,
              false,
              (h, p, c) -> found(h.knownToSocialServices, h.foodInsecure, h.selectedByLocalQuota)),
          new Rule(
              "GENERAL_DISABILITY",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      atLeast(p.age, 18),
                      not(p.reachedRetirementAge),
                      or(
                          atLeast(p.medicalDisabilityPct, 60),
                          and(
                              atLeast(p.medicalDisabilityPct, 40),
                              atLeast(p.singleImpairmentPct, 25))),
                      oneOf(p.incapacityPct, 60, 65, 74, 75, 100),
                      atMost(p.monthlyWorkIncome, 7122))),
          new Rule(
              "GLASSES_UNDER_8",
              false,
              true,
              (h, p, c) -> found(less(c.age, 8), c.needsGlasses, c.healthInsured)),
          new Rule(
              "HEATING_GRANT",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.reachedRetirementAge,
                      or(
                          has(p.receivesBenefits, "OLD_AGE_INCOME_SUPPLEMENT"),
                          has(p.receivesBenefits, "DISABILITY_OLD_AGE")))),
          new Rule(
              "HOLOCAUST_ANNUAL_GRANT",
              true,
              false,
              (h, p, c) -> found(p.isResident, p.isHolocaustSurvivor, not(p.receivesMonthlyRenta))),
          new Rule(
              "HOLOCAUST_INCOME_LINKED",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isHolocaustSurvivor,
                      p.receivesMonthlyRenta,
                      atLeast(p.holocaustDisabilityPct, 25),
                      p.passesHolocaustIncomeTest)),
          new Rule(
              "IDF_FAMILY_PAYMENTS",
              true,
              false,
              (h, p, c) -> found(p.isSoldier, or(p.isMarried, h.soldierFamilyInNeed))),
          new Rule(
              "IMMIGRANT_SUBSISTENCE",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isNewImmigrant,
                      between(p.monthsSinceAliyah, 7, 12),
                      or(
                          and(is(p.sex, "FEMALE"), between(p.age, 55, 60)),
                          and(is(p.sex, "MALE"), between(p.age, 60, 65))),
                      not(h.anyoneWorking),
                      not(h.ownsVehicle))),
          new Rule(
              "INCOME_SUPPORT",
              true,
              false,
              (h, p, c) ->
                  found(
                      atLeast(p.residentMonthsContinuous, 24),
                      atLeast(p.age, 20),
                      not(p.reachedRetirementAge),
                      or(p.registeredEmploymentService, p.exemptEmploymentTest),
                      not(p.isYeshivaStudent),
                      not(p.isKibbutzMember),
                      atMost(p.vehicleValue, 42366),
                      h.passesIncomeSupportMeansTest)),
          new Rule(
              "INSOLVENCY_ORDER",
              true,
              false,
              (h, p, c) -> found(p.isInsolvent, more(h.debtTotal, 0), p.goodFaith)),
          new Rule(
              "LEGAL_AID",
              false,
              false,
              (h, p, c) ->
                  found(
                      h.caseIsCivilMatter,
                      atMost(h.grossIncomePctOfAverageWage, byFormula(h.size, 67, 3, 6)),
                      h.passesAssetTest,
                      h.caseHasLegalChance)),
          new Rule(
              "LONE_SOLDIER_DISCHARGED_RENT",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.wasLoneSoldier,
                      atMost(p.monthsSinceDischarge, 12),
                      p.honourableDischarge,
                      is(h.dwellingTenure, "PRIVATE_TENANT"))),
          new Rule(
              "LONE_SOLDIER_HOUSING",
              true,
              false,
              (h, p, c) -> found(p.isSoldier, p.isLoneSoldier)),
          new Rule(
              "LONG_TERM_CARE",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.reachedRetirementAge,
                      p.livesInCommunity,
                      p.passesAdlTest,
                      atMost(p.monthlyIncome, 15826.5))),
          new Rule(
              "MATERNITY_ALLOWANCE",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.gaveBirthOrAdopted,
                      p.stoppedWork,
                      or(
                          atLeast(p.insuredMonthsOfLast14, 6),
                          atLeast(p.insuredMonthsOfLast22, 15)))),
          new Rule(
              "MOBILITY_CAR",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      atLeast(p.age, 3),
                      more(p.mobilityLimitationPct, 0),
                      h.ownsActiveVehicle)),
          new Rule(
              "MOBILITY_NO_CAR",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      or(
                          and(
                              atLeast(p.age, 18),
                              atLeast(p.mobilityLimitationPct, 80),
                              or(more(p.monthlyWorkIncome, 2403), p.isSoldier)),
                          and(
                              has(p.receivesBenefits, "SPECIAL_SERVICES"),
                              or(is(p.mobilityLimitationPct, 100), p.usesWheelchair)),
                          and(
                              has(p.receivesBenefits, "DISABLED_CHILD"),
                              or(atLeast(p.mobilityLimitationPct, 80), p.usesWheelchair))),
                      not(h.ownsActiveVehicle))),
          new Rule(
              "NEEDY_GRANTS_COMMITTEE",
              false,
              false,
              (h, p, c) -> found(h.knownToSocialServices, h.localBudgetExhausted, h.caseVitalNeed)),
          new Rule(
              "OLD_AGE",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.reachedRetirementAge,
                      or(atLeast(p.age, 70), p.passesOldAgeWorkIncomeTest),
                      or(
                          atLeast(p.insuredMonthsOfLast120, 60),
                          atLeast(p.insuredMonthsTotal, 144),
                          and(atLeast(p.insuredMonthsTotal, 60), p.insuredMonthsExceedUninsured)))),
          new Rule(
              "OLD_AGE_INCOME_SUPPLEMENT",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.reachedRetirementAge,
                      has(p.receivesBenefits, "OLD_AGE"),
                      h.passesIncomeSupportMeansTest)),
          new Rule("PT_DISABLED", true, false, (h, p, c) -> found(p.hasNiiDisabilityCard)),
          new Rule(
              "PT_INCOME_SUPPORT",
              true,
              false,
              (h, p, c) -> found(has(p.receivesBenefits, "INCOME_SUPPORT"))),
          new Rule(
              "PUBLIC_HOUSING_COUPLE",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      not(h.dwellingRightsLast10Years),
                      h.hasCouple,
                      atLeast(h.childrenUnder21Supported, 3),
                      or(
                          atLeast(h.incomeSupportMonthsContinuous, 24),
                          and(
                              atLeast(h.incomeSupplementMonthsContinuous, 12),
                              atMost(h.avgMonthlyGrossIncome, 8858))))),
          new Rule(
              "PUBLIC_HOUSING_DISABLED_CHILD",
              false,
              true,
              (h, p, c) ->
                  found(
                      not(h.dwellingRightsLast10Years),
                      is(c.permanentDisabilityPct, 100),
                      atLeast(h.children, 2),
                      atMost(h.avgMonthlyGrossIncome, 9211),
                      or(
                          atLeast(h.incomeSupportMonthsContinuous, 24),
                          atLeast(h.incomeSupplementMonthsContinuous, 12)))),
          new Rule(
              "PUBLIC_HOUSING_SINGLE_PARENT",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      not(p.isNewImmigrant),
                      h.isSingleParent,
                      not(h.dwellingRightsLast10Years),
                      atLeast(h.childrenUnder21Supported, 3),
                      or(
                          atLeast(h.incomeSupportMonthsContinuous, 24),
                          and(
                              atLeast(h.incomeSupplementMonthsContinuous, 12),
                              atMost(h.avgMonthlyGrossIncome, 8858))))),
          new Rule(
              "RENT_ASSISTANCE_BENEFITS",
              true,
              false,
              (h, p, c) ->
                  found(
                      not(h.ownsDwelling),
                      is(h.dwellingTenure, "PRIVATE_TENANT"),
                      or(
                          has(p.receivesBenefits, "OLD_AGE_INCOME_SUPPLEMENT"),
                          atLeast(p.incapacityPct, 75),
                          has(p.receivesBenefits, "ALIMONY_NII"),
                          and(
                              has(p.receivesBenefits, "INCOME_SUPPORT"),
                              or(atLeast(p.age, 55), h.hasCouple, h.isSingleParent))))),
          new Rule(
              "RENT_ASSISTANCE_FAMILY",
              false,
              false,
              (h, p, c) ->
                  found(
                      not(h.ownsDwelling),
                      is(h.dwellingTenure, "PRIVATE_TENANT"),
                      h.hasCouple,
                      atLeast(h.children, 1),
                      h.hasEntitlementCertificate,
                      or(
                          h.livesOnSubsistenceBenefit,
                          and(h.exhaustsEarningCapacity, h.passesHousingIncomeTest)))),
          new Rule(
              "RENT_ASSISTANCE_PH_WAITING",
              false,
              false,
              (h, p, c) ->
                  found(
                      h.publicHousingEntitled,
                      not(h.publicHousingAllocated),
                      is(h.dwellingTenure, "PRIVATE_TENANT"))),
          new Rule(
              "SAVINGS_EVERY_CHILD",
              false,
              true,
              (h, p, c) -> found(c.hasChildAllowance, less(c.age, 18))),
          new Rule(
              "SCHAR_MITZVA",
              true,
              false,
              (h, p, c) ->
                  found(
                      h.caseIsCivilMatter,
                      not(p.stateLegalAidEntitled),
                      h.withinBarProBonoIncomeBand)),
          new Rule(
              "SCHOOL_DENTAL_CHECK",
              false,
              true,
              (h, p, c) ->
                  found(oneOf(c.schoolGrade, "K", "1", "2", "3", "4", "5", "6", "7", "8", "9"))),
          new Rule(
              "SCHOOL_MEAL",
              false,
              true,
              (h, p, c) ->
                  found(
                      oneOf(c.framework, "KINDERGARTEN", "PRIMARY"),
                      or(
                          and(atLeast(c.weeklyStudyHours, 41), atLeast(c.dailyStudyHours, 8)),
                          and(c.ofekHadash, atLeast(c.dailyStudyHours, 7))))),
          new Rule(
              "SEVERE_ILLNESS_COPAY_EXEMPT",
              true,
              false,
              (h, p, c) -> found(p.hasSevereIllnessListed)),
          new Rule(
              "SOCIAL_SERVICES_MATERIAL",
              false,
              false,
              (h, p, c) ->
                  found(
                      h.knownToSocialServices,
                      h.otherSourcesExhausted,
                      atMost(h.yearlyAssistance, 14520))),
          new Rule(
              "SPECIAL_SERVICES",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      atLeast(p.age, 18),
                      not(p.reachedRetirementAge),
                      or(
                          and(
                              has(p.receivesBenefits, "GENERAL_DISABILITY"),
                              atLeast(p.medicalDisabilityPct, 60)),
                          atLeast(p.medicalDisabilityPct, 75)),
                      p.passesAdlTest,
                      not(p.livesInInstitution))),
          new Rule(
              "STUDY_GRANT_4_CHILDREN",
              true,
              true,
              (h, p, c) ->
                  found(
                      atLeast(h.childrenUnder18, 4),
                      between(c.ageInSchoolYear, 6, 18),
                      or(
                          has(p.receivesBenefits, "GENERAL_DISABILITY"),
                          has(p.receivesBenefits, "INCOME_SUPPORT"),
                          has(p.receivesBenefits, "ALIMONY_NII"),
                          has(p.receivesBenefits, "OLD_AGE"),
                          has(p.receivesBenefits, "SURVIVORS")))),
          new Rule(
              "STUDY_GRANT_ORPHANED",
              false,
              true,
              (h, p, c) ->
                  found(
                      between(c.ageInSchoolYear, 6, 18),
                      or(c.bothParentsDeceased, c.immigratedWithoutParents, c.abandonedByParents))),
          new Rule(
              "STUDY_GRANT_SINGLE_PARENT",
              false,
              true,
              (h, p, c) -> found(h.isSingleParent, between(c.ageInSchoolYear, 6, 18))),
          new Rule(
              "SURVIVORS",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isWidowed,
                      h.deceasedInsured,
                      or(atLeast(h.childrenUnder18, 1), atLeast(p.age, 40)))),
          new Rule(
              "TAX_CREDIT_CHILD_6_17",
              true,
              true,
              (h, p, c) -> found(p.isResident, p.paysIncomeTax, between(c.ageInTaxYear, 6, 17))),
          new Rule(
              "TAX_CREDIT_ONE_PARENT",
              true,
              true,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.paysIncomeTax,
                      c.otherParentDeceasedOrUnregistered,
                      less(c.age, 19))),
          new Rule(
              "TAX_CREDIT_SEPARATED_PARENT",
              true,
              true,
              (h, p, c) ->
                  found(
                      p.isResident,
                      p.paysIncomeTax,
                      h.isSingleParent,
                      p.hasCustody,
                      less(c.age, 19))),
          new Rule(
              "UNEMPLOYMENT",
              true,
              false,
              (h, p, c) ->
                  found(
                      p.isResident,
                      is(p.employmentStatus, "UNEMPLOYED"),
                      p.registeredEmploymentService,
                      atLeast(p.insuredMonthsOfLast18, 12))),
          new Rule(
              "VOCATIONAL_VOUCHER",
              true,
              false,
              (h, p, c) ->
                  found(
                      or(
                          h.isSingleParent,
                          atLeast(p.medicalDisabilityPct, 20),
                          oneOf(
                              p.populationGroup,
                              "HAREDI",
                              "ARAB",
                              "DRUZE",
                              "BEDOUIN",
                              "CIRCASSIAN",
                              "ETHIOPIAN"),
                          p.referredByEmploymentService),
                      not(p.vocationalFundingLast3Years),
                      p.hasReferralFromRecognisedBody)),
          new Rule(
              "WATER_DISCOUNT",
              true,
              false,
              (h, p, c) ->
                  found(
                      or(
                          has(p.receivesBenefits, "DISABILITY_OLD_AGE"),
                          and(
                              has(p.receivesBenefits, "LONG_TERM_CARE"),
                              atLeast(p.ltcRatePct, 150)),
                          has(p.receivesBenefits, "SPECIAL_SERVICES"),
                          has(p.receivesBenefits, "MOBILITY_CAR"),
                          has(p.receivesBenefits, "MOBILITY_NO_CAR"),
                          has(p.receivesBenefits, "DISABLED_CHILD"),
                          and(
                              has(p.receivesBenefits, "GENERAL_DISABILITY"),
                              atLeast(p.medicalDisabilityPct, 70)),
                          has(p.receivesBenefits, "OLD_AGE_INCOME_SUPPLEMENT"),
                          has(p.receivesBenefits, "HOLOCAUST_INCOME_LINKED"),
                          and(p.isIdfDisabled, atLeast(p.medicalDisabilityPct, 50))))),
          new Rule(
              "WORK_GRANT",
              true,
              false,
              (h, p, c) ->
                  found(
                      oneOf(p.employmentStatus, "EMPLOYEE", "SELF_EMPLOYED"),
                      atLeast(p.age, 21),
                      or(
                          atLeast(h.childrenUnder18, 1),
                          atLeast(p.age, 55),
                          p.hasRecognisedDisability),
                      p.withinWorkGrantIncomeBand)));
}
