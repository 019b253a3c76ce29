package org.retzef.local.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Departments and families share computers: a login lasts for one answer to the application that
 * asked, and whoever comes next says who they are, as <code>prompt=login</code> asks for [S3].
 */
final class ForgettingFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    String next = response.getHeader("Location");
    HttpSession session = request.getSession(false);
    if (next != null && next.contains("code=") && session != null) {
      session.invalidate();
    }
  }
}
