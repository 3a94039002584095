package dev.footlights.api.whip;

import dev.footlights.stage.participant.ClientFacts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a User-Agent tells of a participant's client. A guess: nothing depends on it. */
final class UserAgents {
  /** Model shape ParticipantClientAttribute. */
  private static final int MAX_LENGTH = 128;

  /** Longer ones are cut before they are looked at. */
  private static final int READ = 512;

  /** Most telling first: every browser also names those it descends from. */
  private static final Pattern[] PRODUCTS = {
    Pattern.compile("(Edg|EdgA|EdgiOS)/([0-9.]+)"),
    Pattern.compile("(OPR)/([0-9.]+)"),
    Pattern.compile("(Firefox|FxiOS)/([0-9.]+)"),
    Pattern.compile("(HeadlessChrome|Chrome|CriOS)/([0-9.]+)"),
    Pattern.compile("Version/([0-9.]+).*(Safari)"),
  };

  private static final Pattern OS =
      Pattern.compile(
          "(Windows NT|Mac OS X|Android|iPhone OS|CPU OS|CrOS|Linux)[ _/]?([0-9][0-9._]*)?");

  private static final Pattern SDK =
      Pattern.compile("^[A-Za-z][A-Za-z0-9._-]*(?:/[A-Za-z0-9._-]+)?");

  private UserAgents() {}

  static ClientFacts read(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return ClientFacts.NONE;
    }
    String text = userAgent.substring(0, Math.min(userAgent.length(), READ));
    String osName = "";
    String osVersion = "";
    Matcher os = OS.matcher(text);
    if (os.find()) {
      osName = clean(os.group(1));
      osVersion = clean(os.group(2)).replace('_', '.');
    }
    for (Pattern product : PRODUCTS) {
      Matcher m = product.matcher(text);
      if (m.find()) {
        boolean nameFirst = !Character.isDigit(m.group(1).charAt(0));
        String name = clean(nameFirst ? m.group(1) : m.group(2));
        String version = clean(nameFirst ? m.group(2) : m.group(1));
        return new ClientFacts("", osName, osVersion, name, version, "");
      }
    }
    Matcher sdk = SDK.matcher(text);
    return new ClientFacts(
        "", osName, osVersion, "", "", sdk.find() ? clean(sdk.group().replace('/', ' ')) : "");
  }

  private static String clean(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String allowed = text.replaceAll("[^a-zA-Z0-9\\-_.,:;\\s]", "");
    return allowed.substring(0, Math.min(allowed.length(), MAX_LENGTH));
  }
}
