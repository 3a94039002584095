package dev.footlights.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the session part, or of one m-line (RFC 8866 §5).
 *
 * @param head what follows {@code m=}, "" for the session part
 */
record Block(String head, List<Attribute> attributes) {

  /**
   * One {@code a=name:value}.
   *
   * @param name in lower case
   * @param value "" for a flag
   */
  record Attribute(String name, String value) {}

  /**
   * Cuts a description into its session part, which comes first, and its media parts. Lines end by
   * CR LF, LF or CR; those that are no attribute and no m-line tell us nothing.
   */
  static List<Block> cut(String sdp, Refusals refusals) {
    if (sdp.length() > Limits.SDP_CHARACTERS) {
      refusals.add("The " + refusals.what() + " is longer than 64 KiB.");
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Block("", new ArrayList<>()));
    boolean begun = false;
    for (String line : sdp.split("[\r\n]+", -1)) {
      if (line.isBlank()) {
        continue;
      }
      if (!begun && !line.startsWith("v=0")) {
        break;
      }
      begun = true;
      if (line.length() > Limits.LINE_CHARACTERS) {
        refusals.add(
            "The " + refusals.what() + " has a line of more than 4096 characters: " + start(line));
        return blocks;
      }
      if (line.startsWith("m=")) {
        if (blocks.size() > Limits.SECTIONS) {
          refusals.add("The " + refusals.what() + " has more than 16 media sections.");
          return blocks;
        }
        blocks.add(new Block(line.substring(2).strip(), new ArrayList<>()));
      } else if (line.startsWith("a=")) {
        blocks.getLast().attributes.add(attribute(line.substring(2).strip()));
      }
    }
    if (!begun) {
      refusals.add("The body is not SDP: it does not begin with v=0.");
    }
    return blocks;
  }

  private static Attribute attribute(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Attribute(text.toLowerCase(Locale.ROOT), "")
        : new Attribute(
            text.substring(0, colon).toLowerCase(Locale.ROOT), text.substring(colon + 1).strip());
  }

  private static String start(String line) {
    return Words.printable(line.substring(0, 20)) + "….";
  }

  boolean has(String name) {
    return first(name) != null;
  }

  @Nullable String first(String name) {
    for (Attribute attribute : attributes) {
      if (attribute.name.equals(name)) {
        return attribute.value;
      }
    }
    return null;
  }

  List<String> all(String name) {
    var values = new ArrayList<String>();
    for (Attribute attribute : attributes) {
      if (attribute.name.equals(name)) {
        values.add(attribute.value);
      }
    }
    return values;
  }
}
