package dev.footlights.api.listen;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * HTTP/2 says {@code :authority} where HTTP/1.1 says Host (RFC 9113 §8.3.1). What is signed and
 * what origins are held against is the Host header, so there is one, and no second opinion.
 */
final class AuthorityAsHost implements HttpConfiguration.Customizer {
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      return request;
    }
    String authority = request.getHttpURI().getAuthority();
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (authority == null || (host != null && !host.equalsIgnoreCase(authority))) {
      throw new HttpException.RuntimeException(
          HttpStatus.BAD_REQUEST_400, "The authority is absent, or Host is another");
    }
    if (host != null) {
      return request;
    }
    HttpFields headers =
        HttpFields.build(request.getHeaders()).add(new HttpField(HttpHeader.HOST, authority));
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return headers;
      }
    };
  }
}
