package dev.footlights.stage.token;

/** A claim breaks a rule. */
final class ClaimException extends Exception {
  private static final long serialVersionUID = 1;

  private final String text;

  /**
   * @param rule what it must be, without what it is
   */
  ClaimException(String claim, String rule) {
    super(null, null, false, false);
    text = "the token's claim " + claim + " must be " + rule;
  }

  String text() {
    return text;
  }
}
