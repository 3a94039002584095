package dev.footlights.stage.participant;

/** What a client said about itself; "" for what it did not say. Each at most 128 characters. */
public record ClientFacts(
    String ispName,
    String osName,
    String osVersion,
    String browserName,
    String browserVersion,
    String sdkVersion) {
  public static final ClientFacts NONE = new ClientFacts("", "", "", "", "", "");
}
