package org.retzef.gateway.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTreeTest {

  private final PathTree<String> tree = new PathTree<>();

  PathTreeTest() {
    tree.put("/a/**", "all of a");
    tree.put("/a/b", "b itself");
    tree.put("/a/b/c/**", "all of c");
    tree.put("/s/*", "one below s");
    tree.put("/only", "itself");
    tree.put("/m/**", "all of m");
    tree.put("/m/*/n/**", "all of n below any");
  }

  @ParameterizedTest
  @CsvSource({
    "/a, all of a",
    "/a/x, all of a",
    "/a/x/y/z, all of a",
    "/a/b, b itself",
    "/a/b/x, all of a",
    "/a/b/c, all of c",
    "/a/b/c/d, all of c",
    "/s/x, one below s",
    "/only, itself",
    "/m/x, all of m",
    "/m/x/n, all of n below any",
    "/m/x/n/o/p, all of n below any",
    "/m/x/y/n, all of m",
    "/m/n/o, all of m",
    "/s/,",
    "/ab,",
    "/s,",
    "/s/x/y,",
    "/only/x,",
    "/nothing,",
    "/,"
  })
  void findsWhatBelongsToAPath(String path, @Nullable String expected) {
    assertThat(tree.find(path)).isEqualTo(expected);
  }

  @Test
  void findsEverythingBelowTheRoot() {
    tree.put("/**", "all");

    assertThat(tree.find("/")).isEqualTo("all");
    assertThat(tree.find("/nothing/at/all")).isEqualTo("all");
    assertThat(tree.find("/only/x")).isEqualTo("all");
  }
}
