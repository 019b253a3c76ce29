package org.retzef.training.plan;

import java.util.UUID;

/** A plan, and what it forecasts. */
record TrainingPlan(UUID id, PlanRequest plan, Forecast forecast) {}
