package org.retzef.gateway.portal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The portal's pages for reading; their text is Markdown. */
@Component
final class Pages {

  /** Where the files lead to one another, the pages do, too. */
  private static final Map<String, String> ADDRESSES =
      Map.of(
          "CHANGELOG.md", "/docs/changelog",
          "deprecation.md", "/docs/deprecation",
          "../events/README.md", "/docs/events");

  private static final Parser MARKDOWN = Parser.builder().build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().escapeHtml(true).attributeProviderFactory(_ -> Pages::lead).build();

  private final Map<String, Mono<String>> pages;

  Pages(EventCatalogue events) {
    pages =
        Map.of(
            "events", page("Events", events.document().map(EventPage::markdown)),
            "changelog", page("Changelog", text("CHANGELOG.md")),
            "deprecation", page("Deprecation", text("deprecation.md")));
  }

  /** Of a page that there is. */
  Mono<String> html(String name) {
    return Objects.requireNonNull(pages.get(name));
  }

  /** A heading's id, by which links lead to it: {@code retzef.family.events} is without dots. */
  static String idOf(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static Mono<String> page(String title, Mono<String> markdown) {
    return text("page.html")
        .zipWith(
            markdown.map(text -> HTML.render(MARKDOWN.parse(text))),
            (page, content) -> page.replace("{{title}}", title).replace("{{content}}", content))
        .cache();
  }

  private static Mono<String> text(String name) {
    Callable<String> read =
        () -> new ClassPathResource("portal/" + name).getContentAsString(StandardCharsets.UTF_8);
    return Mono.fromCallable(read).subscribeOn(Schedulers.boundedElastic());
  }

  private static void lead(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Link) {
      attributes.computeIfPresent("href", (_, file) -> ADDRESSES.getOrDefault(file, file));
    } else if (node instanceof Heading) {
      var words = new StringBuilder();
      node.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text text) {
              words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
              words.append(code.getLiteral());
            }
          });
      attributes.put("id", idOf(words.toString()));
    }
  }
}
