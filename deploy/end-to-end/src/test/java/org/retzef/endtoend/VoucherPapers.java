package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Vouchers as they are printed, as text that can be searched. A paper names its vendor and what was
 * ordered, in the words of whoever asked for it, and nothing of the family (docs/privacy.md); the
 * page behind its code does not tell these words either.
 */
record VoucherPapers(Caller reader) {

  private static final Pattern PAGE = Pattern.compile("http\\S+(/v/[0-9a-z]{25})");

  /** In each language in which it is printed, by path. */
  Map<String, String> of(String voucherId) {
    Map<String, String> papers = new LinkedHashMap<>();
    for (String language : List.of("he", "ar")) {
      String path = "/api/v1/vouchers/%s/document?language=%s".formatted(voucherId, language);
      papers.put(path, text(reader.getFile(path)));
    }
    return papers;
  }

  /** The page behind the code on a paper, without its host. */
  static String pageOn(String paper) {
    Matcher address = PAGE.matcher(paper);
    assertThat(address.find()).as(paper).isTrue();
    return address.group(1);
  }

  /** What a person reads, and what a program reads beside it. */
  private static String text(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getDocumentCatalog().getNames()).as("nothing is attached").isNull();
      var text = new StringBuilder(new PDFTextStripper().getText(document));
      var about = document.getDocumentInformation();
      about.getMetadataKeys().forEach(key -> text.append(about.getPropertyStringValue(key)));
      PDMetadata more = document.getDocumentCatalog().getMetadata();
      return more == null
          ? text.toString()
          : text.append(Exports.text(more.toByteArray())).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
