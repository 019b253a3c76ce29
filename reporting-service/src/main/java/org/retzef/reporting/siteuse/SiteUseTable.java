package org.retzef.reporting.siteuse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.export.ExportTable;
import org.retzef.reporting.siteuse.SiteUse.Band;
import org.retzef.reporting.siteuse.SiteUse.Correlation;

/** The report as rows, each with its time: bands, correlations, then the departments. */
final class SiteUseTable {

  private static final List<String> COLUMNS =
      List.of(
          "part",
          "key",
          "name",
          "from",
          "to",
          "departments",
          "families",
          "trained",
          "cluster",
          "entries",
          "entriesPerHundredFamilies",
          "trainedPerHundredFamilies",
          "coefficient",
          "note");

  private final SiteUse use;

  private SiteUseTable(SiteUse use) {
    this.use = use;
  }

  static ExportTable of(SiteUse use) {
    SiteUseTable table = new SiteUseTable(use);
    return new ExportTable(
        "שימוש באתר הזכויות לפי מחלקות",
        COLUMNS,
        Stream.of(
                use.bySize().stream().map(band -> table.row("size", band)),
                use.byTraining().stream().map(band -> table.row("trained", band)),
                use.correlations().stream().map(table::row),
                use.departments().stream().map(table::row))
            .flatMap(rows -> rows)
            .toList());
  }

  private List<@Nullable Object> row(String part, Band band) {
    String from = "from " + band.from();
    return Arrays.asList(
        part,
        band.until() == null ? from : from + " to under " + band.until(),
        null,
        use.from(),
        use.to(),
        band.departments(),
        band.families(),
        band.trained(),
        null,
        band.entries(),
        band.entriesPerHundredFamilies(),
        Department.perHundred(band.trained(), band.families()),
        null,
        null);
  }

  private List<@Nullable Object> row(Correlation one) {
    return Arrays.asList(
        "correlation",
        one.trait().name().toLowerCase(Locale.ROOT),
        null,
        use.from(),
        use.to(),
        one.departments(),
        null,
        null,
        null,
        null,
        null,
        null,
        one.coefficient(),
        one.note());
  }

  private List<@Nullable Object> row(Department one) {
    return Arrays.asList(
        "department",
        one.unit(),
        one.nameHe(),
        use.from(),
        use.to(),
        1,
        one.families(),
        one.trained(),
        one.cluster(),
        one.entries(),
        one.entriesPerHundredFamilies(),
        one.trainedPerHundredFamilies(),
        null,
        one.hidesNothing() ? null : "small-cell");
  }
}
