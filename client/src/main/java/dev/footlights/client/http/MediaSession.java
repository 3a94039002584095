package dev.footlights.client.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/**
 * A WHIP or WHEP session: an offer was answered, and its URL ends it (RFC 9725 §4.2).
 *
 * @param url from the Location header
 */
public record MediaSession(String answer, URI url, String token) {
  /** A server may send us on a few times before it answers. */
  private static final int MAX_REDIRECTS = 3;

  /**
   * Posts an offer.
   *
   * @throws RefusedException when the server's answer is not 201
   */
  public static MediaSession open(URI endpoint, String token, String offer) {
    URI target = endpoint;
    for (int redirects = 0; ; redirects++) {
      var request =
          request(target, token)
              .header("Content-Type", "application/sdp")
              .POST(BodyPublishers.ofString(offer))
              .build();
      HttpResponse<String> response = Http.send(request);
      int status = response.statusCode();
      String location = response.headers().firstValue("Location").orElse("");
      if ((status == 307 || status == 308) && redirects < MAX_REDIRECTS) {
        target = target.resolve(location);
      } else if (status == 201 && !location.isEmpty()) {
        return new MediaSession(response.body(), target.resolve(location), token);
      } else {
        throw new RefusedException(target, status, response.body());
      }
    }
  }

  /** Ends the session; one that is gone already is fine. */
  public void close() {
    Http.send(request(url, token).DELETE().build());
  }

  private static HttpRequest.Builder request(URI uri, String token) {
    return HttpRequest.newBuilder(uri)
        .timeout(Http.TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  @Override
  public String toString() {
    return "MediaSession[" + url + "]";
  }
}
