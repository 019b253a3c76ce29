package org.retzef.reporting.indicator;

import org.retzef.platform.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/indicators")
class IndicatorController {

  private final Indicators indicators;

  IndicatorController(Indicators indicators) {
    this.indicators = indicators;
  }

  /** What each number means, in the order of the report. */
  @GetMapping
  Page<Indicator> list() {
    return Page.whole(indicators.all());
  }
}
