package dev.footlights.rtc.ice;

import java.util.random.RandomGenerator;

/** User name fragment and password of one side (RFC 8445 §5.3). */
public record IceCredentials(String ufrag, String password) {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int UFRAG_CHARACTERS = 8;
  private static final int PASSWORD_CHARACTERS = 24;

  /** Fresh credentials: 48 bits of user name and 144 of password. */
  public static IceCredentials random(RandomGenerator random) {
    return new IceCredentials(
        characters(random, UFRAG_CHARACTERS), characters(random, PASSWORD_CHARACTERS));
  }

  private static String characters(RandomGenerator random, int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }
}
