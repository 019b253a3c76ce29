package org.retzef.training.plan;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.training.session.Organisation;

/**
 * How far a plan is.
 *
 * @param trained people who attended a session of the plan's unit in its year, each once
 */
record Progress(UUID planId, int goal, int trained, List<OfOrganisation> organisations) {

  /**
   * @param goal null where the plan has none for this kind
   */
  record OfOrganisation(Organisation organisation, @Nullable Integer goal, int trained) {}
}
