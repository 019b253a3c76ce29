package org.retzef.gateway.portal;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the portal's page, which needs no script and nothing from elsewhere. */
@RestController
final class Portal {

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  @GetMapping("/docs")
  ResponseEntity<Resource> page() {
    return answer("portal.html", "text/html;charset=UTF-8");
  }

  @GetMapping("/docs/portal.css")
  ResponseEntity<Resource> style() {
    return answer("portal.css", "text/css;charset=UTF-8");
  }

  private static ResponseEntity<Resource> answer(String file, String type) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header("Content-Security-Policy", CONTENT_POLICY)
        .body(new ClassPathResource("portal/" + file));
  }
}
