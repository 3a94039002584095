package dev.footlights.sign;

/** A key pair of the AWS kind. The secret never appears in {@link #toString}. */
public record Credentials(String accessKeyId, String secretAccessKey) {

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
