package org.retzef.family.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from those of networks around us: loopback, private ones,
 * the cloud's own (metadata), and whatever is reserved (IANA special-purpose registries).
 */
final class PublicAddresses {

  private static final List<Block> V4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** Of the rest only what is handed out, and of that not what leads to another address. */
  private static final Block V6_HANDED_OUT = Block.parse("2000::/3");

  private static final List<Block> V6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    return switch (address) {
      case Inet4Address v4 -> V4.stream().noneMatch(block -> block.contains(v4));
      case Inet6Address v6 ->
          V6_HANDED_OUT.contains(v6) && V6.stream().noneMatch(block -> block.contains(v6));
      default -> false;
    };
  }

  private static List<Block> blocks(String... written) {
    return Arrays.stream(written).map(Block::parse).toList();
  }

  private record Block(byte[] prefix, int bits) {

    static Block parse(String written) {
      int slash = written.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(written.substring(0, slash)).getAddress(),
          Integer.parseInt(written.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
      byte[] other = address.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((prefix[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
