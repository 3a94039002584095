package dev.footlights.stage.session;

import java.util.random.RandomGenerator;

/** Names the server gives: letters and digits, as IVS's samples show them. */
public final class Ids {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int ID_CHARACTERS = 12;
  private static final int SESSION_CHARACTERS = 13;

  private Ids() {}

  /** Of a stage or a participant: 71 bits. */
  public static String id(RandomGenerator random) {
    return characters(random, ID_CHARACTERS);
  }

  public static SessionId session(RandomGenerator random) {
    return new SessionId("st-" + characters(random, SESSION_CHARACTERS));
  }

  public static String characters(RandomGenerator random, int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
