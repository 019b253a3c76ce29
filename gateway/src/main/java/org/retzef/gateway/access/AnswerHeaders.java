package org.retzef.gateway.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.retzef.gateway.visit.Visit;

/**
 * Headers that every answer carries, those of refusals included. A service's page may bring its own
 * content policy; nothing under {@code /api} may rest in a cache.
 */
public final class AnswerHeaders {

  private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
  private static final AsciiString NO_REFERRER = AsciiString.cached("no-referrer");
  private static final AsciiString REFERRER_POLICY = AsciiString.cached("Referrer-Policy");
  private static final AsciiString CONTENT_TYPE_OPTIONS =
      AsciiString.cached("X-Content-Type-Options");
  private static final AsciiString DENY = AsciiString.cached("DENY");
  private static final AsciiString RESOURCE_POLICY =
      AsciiString.cached("Cross-Origin-Resource-Policy");
  private static final AsciiString SAME_ORIGIN = AsciiString.cached("same-origin");
  private static final AsciiString NOTHING_FROM_ANYWHERE =
      AsciiString.cached("default-src 'none'; frame-ancestors 'none'");
  private static final AsciiString NO_STORE = AsciiString.cached("no-store");
  private static final AsciiString TRACE_ID = AsciiString.cached("X-Trace-Id");

  private AnswerHeaders() {}

  public static void complete(Visit visit) {
    HttpHeaders headers = visit.answerHeaders();
    headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    headers.set(HttpHeaderNames.X_FRAME_OPTIONS, DENY);
    headers.set(REFERRER_POLICY, NO_REFERRER);
    headers.set(RESOURCE_POLICY, SAME_ORIGIN);
    if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
      headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, NOTHING_FROM_ANYWHERE);
    }
    if (visit.path().startsWith("/api/")) {
      headers.set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
    }
    headers.set(TRACE_ID, visit.span().context().traceId());
  }
}
