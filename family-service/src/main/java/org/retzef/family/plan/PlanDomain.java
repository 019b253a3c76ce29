package org.retzef.family.plan;

/**
 * Where the plan works: the four of the poverty-aware paradigm, which together make resilience of
 * many dimensions, and the four of the Otzma centres.
 */
enum PlanDomain {
  MATERIAL_RESOURCES,
  SOCIAL_CAPITAL,
  FAMILY_DYNAMICS,
  WORLD_VIEW,
  EMPLOYMENT,
  FAMILY_ECONOMICS,
  DEBTS,
  COMMUNITY
}
