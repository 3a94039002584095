package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A remote description with the one transport it wants: offers and answers read alike.
 *
 * <p>Bundled sections may leave the transport's attributes to the session part or to another
 * section (RFC 9143 §7.1.3, RFC 8839 §5.4, RFC 8122 §5), so they are looked for in the sections in
 * the order of the bundle, then in the session part, then in sections that are not served.
 */
record Description(
    List<OfferedSection> sections,
    List<String> bundle,
    IceCredentials ice,
    Fingerprint fingerprint,
    @Nullable Setup setup,
    List<InetSocketAddress> candidates,
    boolean allowMixed,
    boolean lite) {

  /** Digest lengths in bytes; the weaker ones are not served (RFC 8122 §5). */
  private static final Map<String, Integer> DIGESTS =
      Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

  private static final String ALLOW_MIXED = "extmap-allow-mixed";

  private static final Pattern PAIRS = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*");

  /** Reads a description, or gives null after a refusal. */
  static @Nullable Description read(String sdp, Refusals refusals) {
    var blocks = Block.cut(sdp, refusals);
    if (refusals.any()) {
      return null;
    }
    Block session = blocks.getFirst();
    var sections = new ArrayList<OfferedSection>();
    for (int i = 1; i < blocks.size(); i++) {
      sections.add(new SectionReader(i - 1, session, blocks.get(i), refusals).read());
      if (refusals.any()) {
        return null;
      }
    }
    if (sections.isEmpty()) {
      refusals.add("The " + refusals.what() + " has no audio and no video section.");
    }
    checkMids(sections, refusals);
    var bundle = bundle(session);
    var order = transportOrder(blocks, sections, bundle);
    var ice = ice(order, refusals);
    var fingerprint = fingerprint(order, refusals);
    var setup = setup(order, refusals);
    if (refusals.any() || ice == null || fingerprint == null) {
      return null;
    }
    return new Description(
        sections,
        bundle,
        ice,
        fingerprint,
        setup,
        Candidates.read(order),
        allowMixed(blocks, sections),
        session.has("ice-lite"));
  }

  /** What we answer for the session must have been offered for all of it (RFC 8285 §6). */
  private static boolean allowMixed(List<Block> blocks, List<OfferedSection> sections) {
    return blocks.getFirst().has(ALLOW_MIXED)
        || sections.stream()
            .filter(OfferedSection::live)
            .allMatch(section -> blocks.get(section.index() + 1).has(ALLOW_MIXED));
  }

  private static void checkMids(List<OfferedSection> sections, Refusals refusals) {
    var seen = new HashSet<String>();
    for (OfferedSection section : sections) {
      if (!section.mid().isEmpty() && !seen.add(section.mid())) {
        refusals.add("Two sections have the mid " + section.mid() + ".");
      }
    }
  }

  private static List<String> bundle(Block session) {
    for (String group : session.all("group")) {
      var words = Words.split(group);
      if (!words.isEmpty() && words.getFirst().equalsIgnoreCase("BUNDLE")) {
        return words.subList(1, words.size());
      }
    }
    return List.of();
  }

  private static List<Block> transportOrder(
      List<Block> blocks, List<OfferedSection> sections, List<String> bundle) {
    var order = new ArrayList<Block>();
    for (String mid : bundle.stream().distinct().limit(Limits.SECTIONS).toList()) {
      for (OfferedSection section : sections) {
        if (section.live() && section.mid().equals(mid)) {
          order.add(blocks.get(section.index() + 1));
        }
      }
    }
    for (OfferedSection section : sections) {
      Block block = blocks.get(section.index() + 1);
      if (section.live() && !order.contains(block)) {
        order.add(block);
      }
    }
    order.add(blocks.getFirst());
    for (OfferedSection section : sections) {
      if (!section.live()) {
        order.add(blocks.get(section.index() + 1));
      }
    }
    return order;
  }

  private static @Nullable IceCredentials ice(List<Block> order, Refusals refusals) {
    String ufrag = first(order, "ice-ufrag");
    String password = first(order, "ice-pwd");
    if (ufrag == null || password == null) {
      refusals.add("The " + refusals.what() + " has no a=ice-ufrag or no a=ice-pwd.");
      return null;
    }
    if (!Words.visible(ufrag, Limits.ICE_CHARACTERS)
        || ufrag.indexOf(':') >= 0
        || !Words.visible(password, Limits.ICE_CHARACTERS)) {
      refusals.add("The " + refusals.what() + " has a malformed a=ice-ufrag or a=ice-pwd.");
      return null;
    }
    return new IceCredentials(ufrag, password);
  }

  private static @Nullable Fingerprint fingerprint(List<Block> order, Refusals refusals) {
    for (Block block : order) {
      Fingerprint best = null;
      for (String value : block.all("fingerprint")) {
        var read = fingerprint(value);
        if (read != null && (best == null || read.algorithm().equals("sha-256"))) {
          best = read;
        }
      }
      if (best != null) {
        return best;
      }
    }
    refusals.add(
        "The "
            + refusals.what()
            + " has no a=fingerprint that can be used: sha-256, sha-384 or sha-512.");
    return null;
  }

  private static @Nullable Fingerprint fingerprint(String value) {
    var words = Words.split(value);
    if (words.size() != 2) {
      return null;
    }
    String algorithm = words.getFirst().toLowerCase(Locale.ROOT);
    Integer bytes = DIGESTS.get(algorithm);
    String hex = words.get(1);
    return bytes != null && hex.length() == bytes * 3 - 1 && PAIRS.matcher(hex).matches()
        ? new Fingerprint(algorithm, hex)
        : null;
  }

  private static @Nullable Setup setup(List<Block> order, Refusals refusals) {
    String value = first(order, "setup");
    if (value == null) {
      return null;
    }
    for (Setup setup : Setup.values()) {
      if (setup.name().equalsIgnoreCase(value)) {
        return setup;
      }
    }
    refusals.add(
        "The " + refusals.what() + " has an a=setup that is not actpass, active or passive.");
    return null;
  }

  private static @Nullable String first(List<Block> order, String name) {
    for (Block block : order) {
      String value = block.first(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
