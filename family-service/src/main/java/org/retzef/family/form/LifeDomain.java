package org.retzef.family.form;

/** The parts of a family's life in which needs are seen and work is done. */
public enum LifeDomain {
  INCOME,
  EMPLOYMENT_AND_TRAINING,
  DEBTS_AND_HOUSEHOLD_ECONOMY,
  RIGHTS_TAKE_UP,
  HOUSING,
  BASIC_MATERIAL_NEEDS,
  HEALTH_AND_MENTAL_HEALTH,
  CHILDREN_EDUCATION,
  PARENTING_AND_FAMILY_RELATIONS,
  COMMUNITY_AND_SYMBOLIC_CAPITAL
}
