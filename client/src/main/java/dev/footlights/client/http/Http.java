package dev.footlights.client.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** The process's one HTTP client. */
final class Http {
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Http() {}

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new ClientException("nothing answers at " + base(request), e);
    } catch (HttpTimeoutException e) {
      throw new ClientException(base(request) + " did not answer in time", e);
    } catch (IOException e) {
      throw new ClientException(base(request) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  private static String base(HttpRequest request) {
    return request.uri().getScheme() + "://" + request.uri().getAuthority();
  }
}
