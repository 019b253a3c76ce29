package org.retzef.basket.serviceplan;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * What a plan stands on: who had a say, what the mapping of needs has found, what is forecast, and
 * by what its outcomes are measured.
 */
record Grounds(
    List<Consulted> consulted,
    List<Finding> findings,
    List<Forecast> forecasts,
    List<Measure> measures) {

  static final Grounds NONE = new Grounds(List.of(), List.of(), List.of(), List.of());

  Grounds with(ChangePlanRequest request) {
    return new Grounds(
        requireNonNullElse(request.consulted(), consulted),
        requireNonNullElse(request.findings(), findings),
        requireNonNullElse(request.forecasts(), forecasts),
        requireNonNullElse(request.measures(), measures));
  }
}
