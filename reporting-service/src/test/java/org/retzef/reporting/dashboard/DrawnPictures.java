package org.retzef.reporting.dashboard;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * What the dashboard's pictures draw, and the tables beside them, by section: the names of the
 * series, then a line each, in whole shekels. A figure that is not shown is drawn as none, and of
 * money only what flows.
 */
record DrawnPictures(Page page) {

  /** As the library that draws them tells. */
  Map<String, List<String>> drawn() {
    return pictures("drawn");
  }

  /** The same, out of the table beside each. */
  Map<String, List<String>> beside() {
    return pictures("beside");
  }

  @SuppressWarnings("unchecked")
  private Map<String, List<String>> pictures(String which) {
    return (Map<String, List<String>>)
        page.evaluate(
            """
            which => {
              const line = (name, values) => [name, ...values].join(' | ');
              const drawn = picture => {
                const { series, xAxis, yAxis } = echarts.getInstanceByDom(picture).getOption();
                if (series[0].type === 'sankey') {
                  const arrow = document.documentElement.dir === 'rtl' ? '\u2190' : '\u2192';
                  return series[0].links.map(link =>
                    line([link.source, arrow, link.target].join(' '), [Math.round(link.value)]));
                }
                const names = [...xAxis, ...yAxis].find(axis => axis.type === 'category').data;
                return [line('', series.map(one => one.name)), ...names.map((name, i) =>
                  line(name, series.map(one => Math.round(one.data[i]))))];
              };
              const beside = picture => {
                const [head, body] = [...picture.closest('section').querySelectorAll('thead, tbody')];
                const figure = ({ textContent: text }) =>
                  /\\p{L}/u.test(text) ? 0 : Number(text.replace(/[^0-9.]/g, ''));
                const rows = [...body.rows].map(row =>
                  ({ name: row.cells[0].textContent, figures: [...row.cells].slice(1).map(figure) }));
                return picture.closest('section').id === 'money'
                  ? rows.filter(row => row.figures[0] > 0).map(row => line(row.name, row.figures))
                  : [line('', [...head.rows[0].cells].slice(1).map(cell => cell.textContent)),
                     ...rows.map(row => line(row.name, row.figures))];
              };
              return Object.fromEntries([...document.querySelectorAll('.picture')].map(picture =>
                [picture.closest('section').id, which === 'drawn' ? drawn(picture) : beside(picture)]));
            }
            """,
            which);
  }

  /** Every table's rows, their cells apart, without the marks of direction and of the shekel. */
  @SuppressWarnings("unchecked")
  Map<String, List<String>> tables() {
    return (Map<String, List<String>>)
        page.evaluate(
            """
            () => Object.fromEntries([...document.querySelectorAll('table')].map(table => [
              table.id || table.closest('section').id,
              [...table.tBodies[0].rows].map(row => [...row.cells]
                .map(cell => cell.textContent.replace(/[\\u200e\\u200f\\u061c\\u20aa]/g, '').trim())
                .join(' | ')),
            ]))
            """);
  }

  /** As the page writes a month. */
  String month(String month) {
    return (String)
        page.evaluate(
            """
            month => new Intl.DateTimeFormat(document.documentElement.lang + '-IL-u-nu-latn',
              {month: 'short', year: 'numeric', timeZone: 'UTC'}).format(new Date(month + '-01'))
            """,
            month);
  }
}
