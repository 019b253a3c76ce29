package org.retzef.local.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The page on which a person says who they are. */
@RestController
class LoginPage {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="he" dir="rtl">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>כניסה · רצף</title>
        <style>
          body { font: 1.125rem/1.5 system-ui, sans-serif; background: #f3f5f9; color: #14213d;
                 display: grid; place-items: center; min-height: 100vh; margin: 0 }
          form { background: #fff; border-radius: .75rem; padding: 2rem; width: min(20rem, 80vw) }
          label, input, button { display: block; width: 100%%; box-sizing: border-box }
          input { font: inherit; padding: .5rem; margin-bottom: 1rem; border: 1px solid #5a6377;
                  border-radius: .375rem; direction: ltr }
          button { font: inherit; padding: .6rem; border: 0; border-radius: .375rem;
                   background: #14457c; color: #fff }
          :focus-visible { outline: 3px solid #b45309; outline-offset: 2px }
          [role=alert] { color: #a11212 }
        </style>
      </head>
      <body>
        <main>
          <form method="post" action="/login">
            <h1>כניסה לרצף</h1>
            %s
            <label for="username">שם משתמש</label>
            <input id="username" name="username" autocomplete="username" required autofocus>
            <label for="password">סיסמה</label>
            <input id="password" name="password" type="password"
                   autocomplete="current-password" required>
            <input type="hidden" name="%s" value="%s">
            <button>כניסה</button>
          </form>
        </main>
      </body>
      </html>
      """;

  @GetMapping(value = "/login", produces = "text/html;charset=UTF-8")
  String page(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
    String message = error == null ? "" : "<p role=\"alert\">השם או הסיסמה אינם נכונים.</p>";
    return PAGE.formatted(message, csrf.getParameterName(), csrf.getToken());
  }
}
